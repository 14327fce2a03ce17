package openencoder.bench.storm;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls the API while it may fail: tries again where that can help, and counts what it sees. */
final class StormClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final int TRIES = 60;
    private static final Map<String, String> CREDENTIALS =
            Map.of("username", "storm", "password", "a storm's password");

    /**
     * @param status of HTTP; 0 if no answer came
     */
    record Answer(int status, String code, JsonNode body) {
        boolean isGood() {
            return status / 100 == 2;
        }

        boolean mayPass() {
            return status == 0
                    || status >= 500
                    || status == 429
                    || code.equals("idempotency_key.in_use");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final StormAnswers answers;
    private final String token;

    /**
     * @param answers where everything that is not 2xx is counted
     */
    StormClient(URI api, StormAnswers answers) throws InterruptedException {
        this.api = api;
        this.answers = answers;
        // The name is taken if an earlier try got through and its answer did not.
        untilAnswered("/api/register", CREDENTIALS);
        token = untilAnswered("/api/login", CREDENTIALS).body().path("token").asString();
    }

    /** One try. */
    Answer post(String path, Object body, Optional<String> key, Duration timeout)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(api.resolve(path))
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body)));
        if (token != null) request.header("Authorization", "Bearer " + token);
        key.ifPresent(text -> request.header("Idempotency-Key", text));
        return send(path, request.build());
    }

    private Answer send(String path, HttpRequest request) throws InterruptedException {
        try {
            return answer(path, http.send(request, BodyHandlers.ofString()));
        } catch (IOException none) {
            answers.unanswered(none.getClass().getSimpleName());
            return new Answer(0, "", JsonMapper.shared().createObjectNode());
        }
    }

    private Answer answer(String path, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) answers.refused(path, answer);
        return new Answer(
                answer.statusCode(),
                StormAnswers.code(answer.body()),
                JsonMapper.shared().readTree(answer.body()));
    }

    /** The same request until its answer says something about the request itself. */
    Answer untilAnswered(String path, Object body, Optional<String> key, Duration firstTimeout)
            throws InterruptedException {
        var answer = post(path, body, key, firstTimeout);
        for (var tries = 1; answer.mayPass() && tries < TRIES; tries++) {
            Thread.sleep(Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(tries, 10)));
            answer = post(path, body, key, TIMEOUT);
        }
        return answer;
    }

    Answer untilAnswered(String path, Object body) throws InterruptedException {
        return untilAnswered(path, body, Optional.empty(), TIMEOUT);
    }
}
