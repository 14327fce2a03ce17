package openencoder.worker.ffmpeg;

import java.time.Duration;

/**
 * When a job must have encoded.
 *
 * @param end by the clock of {@link System#nanoTime}
 * @param allowed from the job's start to that end
 * @param rule why so long
 */
public record EncodeDeadline(long end, Duration allowed, String rule) {
    static EncodeDeadline in(Duration allowed, String rule) {
        return new EncodeDeadline(System.nanoTime() + allowed.toNanos(), allowed, rule);
    }

    Duration left() {
        var left = Duration.ofNanos(end - System.nanoTime());
        return left.isPositive() ? left : Duration.ZERO;
    }

    String message() {
        return "The encode took longer than %s, %s.".formatted(inWords(allowed), rule);
    }

    static String inWords(Duration duration) {
        return duration.toMinutes() > 1
                ? duration.toMinutes() + " min"
                : duration.toSeconds() + " s";
    }
}
