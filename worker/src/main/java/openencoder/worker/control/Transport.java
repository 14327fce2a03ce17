package openencoder.worker.control;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * JSON over HTTP, three times at most: a call that is not answered, or with 429 or 5xx, is made
 * again after a pause, which is as long as the answer asks for in {@code Retry-After}, up to 30 s.
 * No redirect is followed, for the bearer would go along.
 */
final class Transport {
    static final int TRIES = 3;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final long LONGEST_PAUSE = 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI api;
    private final Sleeper sleep;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /**
     * @param api without the paths, such as {@code https://encoder.example}
     */
    Transport(URI api, Sleeper sleep) {
        this.api = api;
        this.sleep = sleep;
    }

    /**
     * @param path begins with a slash
     * @throws ApiRefusal on any 4xx but 429
     * @throws ApiSilence if the last try was not answered either, or the thread was interrupted
     */
    JsonNode post(String path, Optional<Session> bearer, Map<String, Object> body) {
        var request = request(path, bearer, body);
        try {
            for (var attempt = 1; ; attempt++) {
                var answer = attempt(path, request);
                if (answer instanceof Answer.Said(var json)) return json;
                var none = (Answer.None) answer;
                if (attempt == TRIES) throw new ApiSilence(path, none.why());
                sleep.sleep(none.pause().orElse(FIRST_PAUSE.multipliedBy(1L << attempt - 1)));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ApiSilence(path, "interrupted");
        }
    }

    private sealed interface Answer {
        record Said(JsonNode json) implements Answer {}

        record None(String why, Optional<Duration> pause) implements Answer {}
    }

    private HttpRequest request(String path, Optional<Session> bearer, Map<String, Object> body) {
        var root = api.toString().replaceAll("/+$", "");
        var request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        bearer.ifPresent(it -> request.header("Authorization", "Bearer " + it.token()));
        return request.build();
    }

    private Answer attempt(String path, HttpRequest request) throws InterruptedException {
        try {
            return answer(path, http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            return new Answer.None("no answer: " + failed, Optional.empty());
        } catch (JacksonException _) {
            return new Answer.None("an answer that is no JSON", Optional.empty());
        }
    }

    private static Answer answer(String path, HttpResponse<String> answer) {
        var status = answer.statusCode();
        if (status / 100 == 2) return new Answer.Said(JSON.readTree(answer.body()));
        var problem = problem(answer.body());
        var code = problem.path("code").asString("");
        var detail = problem.path("detail").asString("no reason given");
        if (status / 100 == 4 && status != 429) throw new ApiRefusal(path, status, code, detail);
        return new Answer.None("%d %s: %s".formatted(status, code, detail), retryAfter(answer));
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
