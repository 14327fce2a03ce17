package openencoder.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class TemporaryFolderTest {

    /** More than any Linux or macOS gives a process. */
    private static final long NO_PROCESS = 99_999_999L;

    @TempDir Path folder;

    @Test
    void it_goes_with_its_parent_when_it_is_closed() throws IOException {
        var parent = folder.resolve("parent");
        try (var temporary = TemporaryFolder.in(parent, "encode-")) {
            Files.writeString(temporary.path().resolve("film"), "film");
        }
        assertThat(parent).doesNotExist();
    }

    @Test
    void what_a_killed_process_left_goes_when_the_next_makes_one() throws IOException {
        var left = Files.createDirectories(folder.resolve("encode-%d-123".formatted(NO_PROCESS)));
        Files.writeString(left.resolve("film"), "film");
        Files.createFile(left.resolve("owner"));
        var other = Files.createDirectories(folder.resolve("kept"));
        try (var running = TemporaryFolder.in(folder, "encode-");
                var second = TemporaryFolder.in(folder, "encode-")) {
            assertThat(left).doesNotExist();
            assertThat(running.path()).exists();
            assertThat(second.path()).exists();
        }
        assertThat(other).exists();
    }
}
