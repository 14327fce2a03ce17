package openencoder.bench.storm;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Orders of many clients at the same time, each with a destination of its own, by which its job is
 * known. Four clients of five are careful: a key an order, and the same order again until it is
 * acknowledged. The fifth is careless: no key, and a new order after any failure.
 */
final class StormOrders {
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final Duration HASTE = Duration.ofMillis(150);
    private static final int ONE_IN_CARELESS = 5;
    private static final int ONE_IN_HASTY = 7;
    private static final int ONE_IN_REPEATED = 10;
    private static final int CARELESS_TRIES = 60;

    private final StormClient client;
    private final StormAnswers answers;
    private final Map<String, String> order;
    private final LongConsumer onCreated;
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
    private final Queue<RuntimeException> broken = new ConcurrentLinkedQueue<>();

    /**
     * @param order without its destination
     * @param onCreated told the id of every acknowledged job
     */
    StormOrders(
            StormClient client,
            StormAnswers answers,
            Map<String, String> order,
            LongConsumer onCreated) {
        this.client = client;
        this.answers = answers;
        this.order = order;
        this.onCreated = onCreated;
    }

    /** By destination, the id that the client was told. */
    Map<String, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Destinations of orders that were never acknowledged; there may be a job or none. */
    Set<String> doubtful() {
        return Set.copyOf(doubtful);
    }

    void place(int jobs, int clients) {
        var next = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (var i = 0; i < clients; i++) {
                var isCareless = i % ONE_IN_CARELESS == ONE_IN_CARELESS - 1;
                threads.execute(() -> order(next, jobs, isCareless));
            }
        }
        if (!broken.isEmpty()) throw broken.peek();
    }

    private void order(AtomicInteger next, int jobs, boolean isCareless) {
        try {
            for (var n = next.getAndIncrement(); n < jobs; n = next.getAndIncrement()) {
                if (isCareless) carelessly(n);
                else carefully(n);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            broken.add(failed);
        }
    }

    private void carefully(int n) throws InterruptedException {
        var dest = "storm/%d.mp4".formatted(n);
        var key = Optional.of("storm-" + n);
        var body = to(dest);
        var began = System.nanoTime();
        // Some do not even wait for the first answer.
        var haste = n % ONE_IN_HASTY == 0 ? HASTE : TIMEOUT;
        var answer = client.untilAnswered("/api/jobs", body, key, haste);
        if (!isAcknowledged(dest, answer, began)) {
            doubtful.add(dest);
            return;
        }
        if (n % ONE_IN_REPEATED != 0) return;
        var again = client.untilAnswered("/api/jobs", body, key, TIMEOUT);
        if (again.body().path("id").asLong() != acknowledged.get(dest)
                || !again.body().path("repeated").asBoolean(false))
            answers.wrong(dest, "sent again, its order was answered " + again);
    }

    private void carelessly(int n) throws InterruptedException {
        for (var tries = 1; tries <= CARELESS_TRIES; tries++) {
            var dest = "storm/%d-%d.mp4".formatted(n, tries);
            var began = System.nanoTime();
            var answer = client.post("/api/jobs", to(dest), Optional.empty(), TIMEOUT);
            if (isAcknowledged(dest, answer, began)) return;
            doubtful.add(dest);
            Thread.sleep(200);
        }
    }

    private boolean isAcknowledged(String dest, StormClient.Answer answer, long began) {
        if (!answer.isGood()) {
            if (!answer.mayPass()) answers.wrong(dest, "was answered " + answer);
            return false;
        }
        var id = answer.body().path("id").asLong();
        answers.created((System.nanoTime() - began) / 1e9);
        acknowledged.put(dest, id);
        onCreated.accept(id);
        return true;
    }

    private Map<String, String> to(String dest) {
        var whole = new HashMap<>(order);
        whole.put("dest", "s3:///" + dest);
        return whole;
    }
}
