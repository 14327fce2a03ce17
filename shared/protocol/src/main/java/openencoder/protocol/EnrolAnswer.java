package openencoder.protocol;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Duration;
import java.util.Map;

/**
 * @param heartbeatSeconds from one heartbeat to the next
 * @param credentials for receiving and deleting messages, and for nothing else
 * @param settings as if they were variables of the agent's environment
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EnrolAnswer(
        Name machine,
        SessionGrant session,
        long heartbeatSeconds,
        AccessKeys credentials,
        Map<String, String> settings) {

    /**
     * @param id 20 characters
     */
    public record Name(String id, String name) {}

    public EnrolAnswer {
        settings = Map.copyOf(settings);
    }

    /** From one heartbeat to the next: 1 to 300 s. */
    public Duration interval() {
        return Duration.ofSeconds(Math.clamp(heartbeatSeconds, 1, 300));
    }

    public EnrolAnswer with(SessionGrant nextSession, AccessKeys nextCredentials) {
        return new EnrolAnswer(machine, nextSession, heartbeatSeconds, nextCredentials, settings);
    }
}
