package openencoder.aws.client;

import java.time.Instant;

/**
 * Short-lived keys, as AWS's Security Token Service gives them out. They are never shown.
 *
 * @param token which says that the keys are a session's
 * @param expires when AWS begins to refuse them
 */
public record SessionKeys(String id, String secret, String token, Instant expires) {
    @Override
    public String toString() {
        return "keys until " + expires;
    }
}
