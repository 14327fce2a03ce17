package openencoder.protocol;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/** AWS credentials that are valid for minutes. */
@JsonNaming(SnakeCaseStrategy.class)
public record AccessKeys(
        String accessKeyId, String secretAccessKey, String sessionToken, Instant expires) {
    public AccessKeys {
        if (accessKeyId.isBlank() || secretAccessKey.isBlank() || sessionToken.isBlank())
            throw new IllegalArgumentException("a key is blank");
    }

    @Override
    public String toString() {
        return accessKeyId + " until " + expires;
    }
}
