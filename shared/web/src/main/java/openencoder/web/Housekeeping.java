package openencoder.web;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import javax.management.JMException;
import javax.management.ObjectName;

/** What the JVM does beside the program, brought to an end so that no copy of it has it to do. */
final class Housekeeping {
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int QUIET_GLANCES = 4;
    private static final int MOST_GLANCES = 100;

    private Housekeeping() {}

    /** Waits until nothing is compiled any more, ten seconds at most. */
    static void compile() {
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

    /** Collects all garbage, even where the JVM is told to pass over {@link System#gc}. */
    static void collect() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcRun",
                            new Object[0],
                            new String[0]);
        } catch (JMException failed) {
            throw new IllegalStateException("The garbage was not collected.", failed);
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
