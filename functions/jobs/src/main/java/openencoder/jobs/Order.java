package openencoder.jobs;

import openencoder.web.http.BodyFields;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is sent to make a job.
 *
 * @param preset its name
 * @param source an {@code s3://} URI
 * @param dest an {@code s3://} URI; ending in a slash it is a prefix
 */
record Order(String preset, String source, String dest) {
    static Order of(BodyFields fields) {
        return new Order(fields.text("preset"), fields.text("source"), fields.text("dest"));
    }

    /** The same for the same order only. */
    String fingerprint() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (var part : new String[] {preset, source, dest}) {
                sha256.update(part.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
