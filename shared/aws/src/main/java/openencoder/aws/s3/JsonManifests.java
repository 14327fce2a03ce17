package openencoder.aws.s3;

import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.Sha256;
import openencoder.output.Manifest;
import openencoder.output.ManifestStore;

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
        return Sha256.of(json);
    }

    @Override
    public Manifest read(ObjectKey from, String sha256) {
        var json = store.read(from);
        if (!Sha256.of(json).equals(sha256)) throw new Altered(from);
        return ManifestJson.read(json);
    }
}
