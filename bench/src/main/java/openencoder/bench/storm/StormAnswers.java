package openencoder.bench.storm;

import openencoder.bench.Figures;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** What the clients of a storm were answered, and what was wrong about it. */
final class StormAnswers {
    private static final Pattern INNER =
            Pattern.compile(
                    "Exception|software\\.amazon|openencoder\\.\\w+\\.|\\sat"
                            + " \\w+\\.|127\\.0\\.0\\.1|DynamoDb|Sqs|arn:aws");
    private static final List<String> MEMBERS =
            List.of("type", "title", "status", "detail", "message", "code", "request_id");

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<Double> creates = new ConcurrentLinkedQueue<>();

    /** Any answer that is not 2xx: it must be a problem, and say nothing of what is inside. */
    void refused(String what, HttpResponse<String> answer) {
        count(answer.statusCode() + " " + code(answer.body()));
        var type = answer.headers().firstValue("content-type").orElse("no content type");
        if (!type.startsWith("application/problem+json"))
            wrong(what, "%d is %s".formatted(answer.statusCode(), type));
        else if (MEMBERS.stream().anyMatch(name -> !has(answer.body(), name)))
            wrong(what, "no whole problem: " + answer.body());
        if (INNER.matcher(answer.body()).find()) wrong(what, "tells too much: " + answer.body());
    }

    void unanswered(String why) {
        count(why);
    }

    void wrong(String what, String how) {
        wrong.add(what + ": " + how);
    }

    void created(double seconds) {
        creates.add(seconds);
    }

    private synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** How many answers were not 2xx, by status and code, and how many never came. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    int serverErrors() {
        return counts().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("5"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    List<String> wrongs() {
        return List.copyOf(wrong);
    }

    /** Of answers that acknowledged a job, in seconds. */
    Figures creates() {
        return new Figures(List.copyOf(creates));
    }

    private static boolean has(String body, String name) {
        return JsonMapper.shared().readTree(body).hasNonNull(name);
    }

    static String code(String body) {
        try {
            return JsonMapper.shared().readTree(body).path("code").asString("");
        } catch (JacksonException _) {
            return "";
        }
    }
}
