package openencoder.aws.s3;

import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.output.Manifest;
import openencoder.output.ManifestStore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Manifests as JSON objects in an object store. */
public final class JsonManifests implements ManifestStore {
    private final ObjectStore store;

    public JsonManifests(ObjectStore store) {
        this.store = store;
    }

    @Override
    public String write(Manifest manifest, ObjectKey to) {
        var json = ManifestJson.write(manifest);
        store.write(to, json, "application/json");
        return sha256(json);
    }

    @Override
    public Manifest read(ObjectKey from, String sha256) {
        var json = store.read(from);
        if (!sha256(json).equals(sha256)) throw new Altered(from);
        return ManifestJson.read(json);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
