package openencoder.machines.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a program answered.
 *
 * @param said on both of its outputs
 */
record Command(int exit, String said) {
    static Command run(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var said = Files.createTempFile("said", ".txt");
        try {
            var builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.redirectOutput(said.toFile()).start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Command(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
        } finally {
            Files.delete(said);
        }
    }

    /** Skips a test on a machine that has no such program; CI's must have it. */
    static void require(String program, String debianPackage) {
        var isThere =
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        var message = "needs %s; install the package %s".formatted(program, debianPackage);
        if (System.getenv("CI") == null) assumeTrue(isThere, message);
        assertThat(isThere).as(message).isTrue();
    }
}
