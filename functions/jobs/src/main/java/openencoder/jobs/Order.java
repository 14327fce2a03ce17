package openencoder.jobs;

import openencoder.media.Sha256;
import openencoder.web.http.BodyFields;

import java.util.Optional;

/**
 * What is sent to make a job.
 *
 * @param preset its name
 * @param source an {@code s3://} URI
 * @param dest an {@code s3://} URI; ending in a slash it is a prefix
 * @param ifExists own, replace or fail
 */
record Order(String preset, String source, String dest, Optional<String> ifExists) {
    static Order of(BodyFields fields) {
        return new Order(
                fields.text("preset"),
                fields.text("source"),
                fields.text("dest"),
                fields.optionalText("if_exists"));
    }

    /** The same for the same order only. */
    String fingerprint() {
        var rule = ifExists.map(text -> text + "\0").orElse("");
        return Sha256.of("%s\0%s\0%s\0".formatted(preset, source, dest) + rule);
    }
}
