package openencoder.local.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CacheTest {
    @TempDir private Path folder;
    private int made;

    @Test
    void an_archive_is_made_once_for_a_key_and_anew_for_another() throws Exception {
        var first = artifact("1");
        assertThat(artifact("1")).isEqualTo(first);
        assertThat(made).isEqualTo(1);
        assertThat(artifact("2")).isNotEqualTo(first);
        assertThat(made).isEqualTo(2);
    }

    @Test
    void a_deleted_archive_is_made_again() throws Exception {
        var first = artifact("1");
        Files.delete(first.file());
        assertThat(artifact("1"))
                .isEqualTo(first)
                .extracting(Artifact::file)
                .satisfies(file -> assertThat(file).exists());
    }

    @Test
    void an_archive_whose_making_failed_is_made_the_next_time() throws Exception {
        try (var cache = new Cache(folder)) {
            assertThatIllegalStateException()
                    .isThrownBy(
                            () ->
                                    cache.artifact(
                                            "a",
                                            "1",
                                            () -> {
                                                throw new IllegalStateException("power cut");
                                            }));
        }
        assertThat(artifact("1").file()).exists();
    }

    @Test
    void an_answer_is_found_once_for_a_key_and_anew_for_another() {
        assertThat(answer("1")).isEqualTo("answer 1");
        assertThat(answer("1")).isEqualTo("answer 1");
        assertThat(answer("2")).isEqualTo("answer 2");
    }

    private String answer(String key) {
        try (var cache = new Cache(folder)) {
            return cache.answer("modules", key, () -> "answer " + ++made);
        }
    }

    private Artifact artifact(String key) throws IOException {
        var file = Files.writeString(folder.resolve("content"), "made for " + key);
        try (var cache = new Cache(folder)) {
            return cache.artifact(
                    "a",
                    key,
                    () -> {
                        made++;
                        return Archive.of(List.of(file));
                    });
        }
    }
}
