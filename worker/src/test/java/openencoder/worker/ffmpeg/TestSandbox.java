package openencoder.worker.ffmpeg;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import openencoder.worker.sandbox.Protections;

import java.nio.file.Path;

/** The sandbox of this machine, for tests that mean nothing without one. */
public final class TestSandbox {
    private static final boolean IS_CI = "true".equals(System.getenv("CI"));
    private static Protections tried;

    private TestSandbox() {}

    /** What a worker would find here; tried once. */
    public static synchronized Protections found() {
        if (tried == null)
            tried =
                    Protections.tried(
                            System.getenv("PATH"),
                            Clips.tools(),
                            Path.of(System.getProperty("java.io.tmpdir"), "openencoder-trial"));
        return tried;
    }

    /** The same; skips the test where nothing isolates, and fails it in CI. */
    public static Protections require() {
        if (!found().isolate())
            missing("bubblewrap that works (package bubblewrap); here: " + found().summary());
        return found();
    }

    /** Skips the test for want of something on this machine, and fails it in CI. */
    public static void missing(String what) {
        if (IS_CI) fail("CI needs " + what);
        abort("needs " + what);
    }
}
