package openencoder.worker.control;

import java.time.Instant;

/**
 * By what the API knows this machine. Its token is never shown.
 *
 * @param expires unless another is given before
 */
public record Session(String token, Instant expires) {
    @Override
    public String toString() {
        return "session until " + expires;
    }
}
