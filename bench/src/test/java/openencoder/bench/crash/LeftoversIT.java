package openencoder.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** A process that was left running is found. */
class LeftoversIT {
    @TempDir Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_process_that_works_in_the_folder_is_found_for_as_long_as_it_lives()
            throws IOException, InterruptedException {
        var left = new ProcessBuilder("sleep", "60").directory(folder.toFile()).start();
        try {
            assertThat(new Leftovers().alive(folder)).containsExactly(left.toHandle());
            assertThat(new Leftovers().alive(folder.resolve("other"))).isEmpty();
        } finally {
            left.destroyForcibly().waitFor();
        }
        assertThat(new Leftovers().alive(folder)).isEmpty();
    }
}
