package openencoder.local.lambda;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What an invocation took.
 *
 * @param init from the start of the JVM until it asked for an event
 * @param duration from handing out the event until the answer came
 * @param memory in MiB
 * @param mostMemory that was used at once, in MiB
 */
public record InvocationReport(
        String requestId, Duration init, Duration duration, int memory, OptionalInt mostMemory) {

    /** In the words of Lambda's own log. The init of a zip is billed, too. */
    @Override
    public String toString() {
        var line = new StringBuilder("REPORT RequestId: ").append(requestId);
        line.append("\tDuration: ").append(millis(duration));
        line.append("\tBilled Duration: %d ms".formatted(billed()));
        line.append("\tMemory Size: %d MB".formatted(memory));
        mostMemory.ifPresent(most -> line.append("\tMax Memory Used: %d MB".formatted(most)));
        return line.append("\tInit Duration: ").append(millis(init)).toString();
    }

    private long billed() {
        return Math.ceilDiv(init.plus(duration).toNanos(), 1_000_000);
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6);
    }
}
