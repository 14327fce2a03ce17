package openencoder.cloud.digitalocean;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** 5,000 calls in any hour, 250 in any minute. A call that is refused does not count. */
final class RequestQuota {

    private static final int HOURLY = 5_000;
    private static final int BURST = 250;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * What a call is told.
     *
     * @param retryAfter of a burst only
     */
    record Standing(boolean isOver, long remaining, Instant reset, Optional<Duration> retryAfter) {

        Map<String, String> headers() {
            var headers = new LinkedHashMap<String, String>();
            headers.put("ratelimit-limit", Integer.toString(HOURLY));
            headers.put("ratelimit-remaining", Long.toString(remaining));
            headers.put("ratelimit-reset", Long.toString(reset.getEpochSecond()));
            retryAfter.ifPresent(wait -> headers.put("retry-after", wholeSeconds(wait)));
            return headers;
        }

        Standing over(Duration wait) {
            return new Standing(true, 0, reset, Optional.of(wait));
        }

        private static String wholeSeconds(Duration wait) {
            return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
        }
    }

    private final InstantSource clock;
    private final Deque<Instant> calls = new ArrayDeque<>();

    RequestQuota(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a call, unless it is one too many. */
    synchronized Standing call() {
        var now = forget();
        var inLastMinute = calls.stream().filter(call -> call.isAfter(now.minus(MINUTE))).toList();
        if (inLastMinute.size() >= BURST) {
            var oldest = inLastMinute.get(inLastMinute.size() - BURST);
            return standing(now).over(Duration.between(now, oldest.plus(MINUTE)));
        }
        if (calls.size() >= HOURLY) return new Standing(true, 0, reset(now), Optional.empty());
        calls.addLast(now);
        return standing(now);
    }

    /** Where the account stands, without counting. */
    synchronized Standing look() {
        return standing(forget());
    }

    private Instant forget() {
        var now = clock.instant();
        while (!calls.isEmpty() && !calls.peekFirst().isAfter(now.minus(HOUR))) calls.removeFirst();
        return now;
    }

    private Standing standing(Instant now) {
        return new Standing(false, HOURLY - calls.size(), reset(now), Optional.empty());
    }

    private Instant reset(Instant now) {
        return calls.isEmpty() ? now.plus(HOUR) : calls.peekFirst().plus(HOUR);
    }
}
