package openencoder.machines;

import java.time.Instant;

/** Of AWS's, for minutes. */
public record Credentials(
        String accessKeyId, String secretAccessKey, String sessionToken, Instant expires) {
    /** Without the secrets, so that no log has them. */
    @Override
    public String toString() {
        return accessKeyId + " until " + expires;
    }
}
