package openencoder.worker.control;

import openencoder.job.JobId;
import openencoder.protocol.ClaimAnswer;
import openencoder.protocol.ClaimRequest;
import openencoder.protocol.EnrolAnswer;
import openencoder.protocol.EnrolRequest;
import openencoder.protocol.HeartbeatAnswer;
import openencoder.protocol.HeartbeatRequest;
import openencoder.protocol.Protocol;
import openencoder.protocol.ProtocolCodec;
import openencoder.protocol.RenewAnswer;
import openencoder.protocol.RenewRequest;
import openencoder.worker.control.MachineSession.Attempt;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The machines' part of the API. A request that is not answered, or with 429 or 5xx, is made again,
 * three times at most, after a pause that is as long as {@code Retry-After} asks for, up to 30 s.
 * Every call throws {@link ApiRefusal} on any other 4xx, and {@link ApiUnavailable} if the last try
 * was not answered with sense either, or the thread was interrupted.
 */
public final class ProtocolClient {
    private static final int TRIES = 3;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final long LONGEST_PAUSE = 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String root;
    private final Sleeper sleeper;

    // It follows no redirect, for the session's token would go along.
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /**
     * @param api without the paths, such as {@code https://encoder.example}
     */
    public ProtocolClient(URI api, Sleeper sleeper) {
        root = api.toString().replaceAll("/+$", "");
        this.sleeper = sleeper;
    }

    public EnrolAnswer enrol(String token) {
        return call(Protocol.ENROL, Optional.empty(), new EnrolRequest(token), EnrolAnswer.class);
    }

    public HeartbeatAnswer heartbeat(String session, HeartbeatRequest heartbeat) {
        return call(Protocol.HEARTBEAT, Optional.of(session), heartbeat, HeartbeatAnswer.class);
    }

    public ClaimAnswer claim(String session, JobId job) {
        var request = new ClaimRequest(job.value());
        return call(Protocol.CLAIM, Optional.of(session), request, ClaimAnswer.class);
    }

    /** Keys for the rest of this attempt; refused with {@code claim.over} if it has none. */
    public RenewAnswer renew(String session, Attempt attempt) {
        var path = Protocol.renewOf(attempt.job().value());
        var request = new RenewRequest(attempt.attempt());
        return call(path, Optional.of(session), request, RenewAnswer.class);
    }

    private <T> T call(String path, Optional<String> session, Object body, Class<T> type) {
        try {
            return ProtocolCodec.read(post(path, request(path, session, body)), type);
        } catch (ProtocolCodec.Unreadable senseless) {
            throw new ApiUnavailable(path, senseless.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ApiUnavailable(path, "interrupted");
        }
    }

    private HttpRequest request(String path, Optional<String> session, Object body) {
        var request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header(Protocol.VERSION_HEADER, Integer.toString(Protocol.VERSION))
                        .POST(HttpRequest.BodyPublishers.ofString(ProtocolCodec.write(body)));
        session.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request.build();
    }

    private sealed interface Reply {
        record Body(String json) implements Reply {}

        record None(String why, Optional<Duration> pause) implements Reply {}
    }

    private String post(String path, HttpRequest request) throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            switch (attempt(path, request)) {
                case Reply.Body(var json) -> {
                    return json;
                }
                case Reply.None none -> {
                    if (attempt == TRIES) throw new ApiUnavailable(path, none.why());
                    sleeper.sleep(none.pause().orElse(FIRST_PAUSE.multipliedBy(1L << attempt - 1)));
                }
            }
        }
    }

    private Reply attempt(String path, HttpRequest request) throws InterruptedException {
        try {
            return reply(path, http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            return new Reply.None("no answer: " + failed, Optional.empty());
        }
    }

    private static Reply reply(String path, HttpResponse<String> answer) {
        var status = answer.statusCode();
        if (status / 100 == 2) return new Reply.Body(answer.body());
        var problem = problem(answer.body());
        var code = problem.path("code").asString("");
        var detail = problem.path("detail").asString("no reason given");
        if (status / 100 == 4 && status != 429) throw new ApiRefusal(path, status, code, detail);
        return new Reply.None("%d %s: %s".formatted(status, code, detail), retryAfter(answer));
    }

    private static JsonNode problem(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException _) {
            return JSON.createObjectNode();
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> answer) {
        try {
            var seconds = answer.headers().firstValueAsLong("Retry-After");
            return seconds.stream()
                    .map(s -> Math.clamp(s, 0, LONGEST_PAUSE))
                    .mapToObj(Duration::ofSeconds)
                    .findFirst();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
