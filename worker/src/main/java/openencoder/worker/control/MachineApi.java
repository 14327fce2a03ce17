package openencoder.worker.control;

import openencoder.aws.client.SessionKeys;
import openencoder.job.JobId;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The machines' part of the API. Every call throws {@link ApiRefusal} or {@link ApiSilence} if it
 * is not answered as it says.
 */
public final class MachineApi {
    /**
     * @param drain whether to take no more jobs
     * @param session another one, to be used from now on
     * @param queue other keys, likewise
     */
    public record Heard(boolean drain, Optional<Session> session, Optional<SessionKeys> queue) {}

    /** What is to be done about a message. */
    public sealed interface Decision {
        /**
         * @param keys for this job's row and objects, and no others
         */
        record Claimed(int attempt, SessionKeys keys) implements Decision {}

        record Settled() implements Decision {}

        /**
         * @param delay how long the job cannot be claimed
         */
        record PutOff(Duration delay) implements Decision {}

        /** This machine takes no more: others should. */
        record Release() implements Decision {}
    }

    private final Transport transport;

    public MachineApi(URI api, Sleeper sleep) {
        transport = new Transport(api, sleep);
    }

    Enrolled enrol(String token) {
        return call("/api/worker/enrol", Optional.empty(), Map.of("token", token), Wire::enrolled);
    }

    public Heard beat(Session session, Beat beat) {
        return call(
                "/api/worker/beat",
                Optional.of(session),
                beat.json(),
                json ->
                        new Heard(
                                json.path("drain").asBoolean(false),
                                Wire.given(json, "session").map(Wire::session),
                                Wire.given(json, "credentials").map(Wire::keys)));
    }

    public Decision claim(Session session, JobId job) {
        return call(
                "/api/worker/claims",
                Optional.of(session),
                Map.of("job", job.value()),
                MachineApi::decision);
    }

    private static Decision decision(JsonNode json) {
        return switch (Wire.text(json, "outcome")) {
            case "claimed" ->
                    new Decision.Claimed(
                            Math.toIntExact(Wire.number(json, "attempt")),
                            Wire.keys(json.path("credentials")));
            case "settled" -> new Decision.Settled();
            case "put_off" ->
                    new Decision.PutOff(
                            Duration.ofSeconds(
                                    Math.clamp(Wire.number(json, "seconds"), 0, 43_200)));
            case "release" -> new Decision.Release();
            default -> throw new IllegalArgumentException("outcome is none that is known");
        };
    }

    /** Keys for the rest of this attempt; refused with {@code claim.over} if it has none. */
    public SessionKeys renew(Session session, Beat.At at) {
        return call(
                "/api/worker/claims/%d/renew".formatted(at.job().value()),
                Optional.of(session),
                Map.of("attempt", at.attempt()),
                json -> Wire.keys(json.path("credentials")));
    }

    private <T> T call(
            String path,
            Optional<Session> bearer,
            Map<String, Object> body,
            Function<JsonNode, T> read) {
        var json = transport.post(path, bearer, body);
        try {
            return read.apply(json);
        } catch (IllegalArgumentException | ArithmeticException senseless) {
            throw new ApiSilence(path, "an answer without sense: " + senseless.getMessage());
        }
    }
}
