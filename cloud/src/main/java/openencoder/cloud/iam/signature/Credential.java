package openencoder.cloud.iam.signature;

import java.time.Instant;
import java.util.Optional;

/**
 * What a caller signs with.
 *
 * @param token what a session sends along; static keys have none
 */
public record Credential(
        String accessKeyId, String secretAccessKey, Optional<String> token, Instant expires) {

    /** Keys that do not end. */
    public static Credential lasting(String accessKeyId, String secretAccessKey) {
        return new Credential(accessKeyId, secretAccessKey, Optional.empty(), Instant.MAX);
    }

    @Override
    public String toString() {
        return accessKeyId;
    }
}
