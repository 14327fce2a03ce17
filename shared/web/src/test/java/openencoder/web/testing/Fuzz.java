package openencoder.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.web.http.DeclaredRoute;
import openencoder.web.lambda.LambdaEntry;

import tools.jackson.core.JacksonException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Sends a function hostile requests, drawn from a seed. Whatever they are, the answer is no 5xx,
 * comes soon, shows no inner text, and is as {@code docs/api.yaml} describes it.
 */
public final class Fuzz {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MOST_SHOWN = 5;

    private final ApiDescription description = ApiDescription.of(Path.of("..", ".."));
    private final LambdaEntry function;
    private final Set<Integer> statuses = new TreeSet<>();

    private Fuzz(LambdaEntry function) {
        this.function = function;
    }

    /**
     * @param tokens draws a token for each request of as many as the property {@code fuzz.requests}
     *     says; the seed is 1, or {@code fuzz.seed}
     */
    public static void run(LambdaEntry function, Supplier<String> tokens) {
        var requests = Integer.getInteger("fuzz.requests", 400);
        var seed = Long.getLong("fuzz.seed", 1);
        var fuzz = new Fuzz(function);
        var failures = fuzz.failures(tokens, requests, seed);
        assertThat(failures).as("of %d requests from seed %d", requests, seed).isEmpty();
        // they got everywhere: in, to the checks of types and of values, and to nothing
        assertThat(fuzz.statuses).contains(200, 400, 401, 403, 404, 405, 415, 422);
    }

    private List<String> failures(Supplier<String> tokens, int requests, long seed) {
        var random = new Random(seed);
        var routes = function.endpoints().stream().map(DeclaredRoute::name).toList();
        var failures = new ArrayList<String>();
        for (var i = 0; i < requests && failures.size() < MOST_SHOWN; i++) {
            var event = HostileRequest.draw(routes, tokens, random).event(random);
            objection(event).map(text -> text + " after " + shown(event)).ifPresent(failures::add);
        }
        return failures;
    }

    private Optional<String> objection(String event) {
        var started = System.nanoTime();
        try {
            var reply = Event.send(event, function);
            var took = Duration.ofNanos(System.nanoTime() - started);
            if (took.compareTo(SOON) > 0) return Optional.of("took " + took);
            statuses.add(reply.status());
            return objection(event, reply);
        } catch (RuntimeException thrown) {
            return Optional.of("threw " + thrown);
        }
    }

    private Optional<String> objection(String event, Reply reply) {
        if (reply.status() < 200 || reply.status() >= 500)
            return Optional.of("status " + reply.status());
        if (reply.header("X-Request-Id") == null) return Optional.of("no request id");
        if (!"nosniff".equals(reply.header("X-Content-Type-Options")))
            return Optional.of("no security headers");
        var objections = description.answerObjections(event, reply);
        if (!objections.isEmpty()) return Optional.of(objections.toString());
        if (reply.status() < 400 || reply.text().isEmpty()) return Optional.empty();
        if (!"application/problem+json".equals(reply.header("Content-Type")))
            return Optional.of("an error as " + reply.header("Content-Type"));
        return problemObjection(reply);
    }

    private static Optional<String> problemObjection(Reply reply) {
        try {
            var problem = reply.json();
            if (problem.path("status").asInt() != reply.status())
                return Optional.of("status differs from " + problem);
            if (reply.text().matches("(?s).*(Exception|openencoder\\.|\\bat java\\.).*"))
                return Optional.of("inner text in " + problem);
            return Optional.empty();
        } catch (JacksonException broken) {
            return Optional.of("no JSON: " + reply.text());
        }
    }

    private static String shown(String event) {
        var withoutToken = event.replaceAll("Bearer [\\w.-]+", "Bearer …");
        return withoutToken.length() > 900 ? withoutToken.substring(0, 900) + "…" : withoutToken;
    }
}
