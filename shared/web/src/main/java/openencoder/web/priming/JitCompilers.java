package openencoder.web.priming;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The JVM's own, which work beside the program. */
public final class JitCompilers {
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int QUIET_GLANCES = 4;
    private static final int MOST_GLANCES = 100;

    private JitCompilers() {}

    /** Waits until nothing is compiled any more, ten seconds at most. */
    static void finish() {
        var compilers = ManagementFactory.getCompilationMXBean();
        var quiet = 0;
        var spent = -1L;
        for (var glance = 0; quiet < QUIET_GLANCES && glance < MOST_GLANCES; glance++) {
            var now = compilers.getTotalCompilationTime();
            quiet = now == spent ? quiet + 1 : 0;
            spent = now;
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
