package openencoder.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class Sha256Test {
    private static final String OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir Path folder;

    @Test
    void text_bytes_and_a_file_of_the_same_content_have_the_same_hash() throws IOException {
        var file = Files.writeString(folder.resolve("abc"), "abc");

        assertThat(Sha256.of("abc")).isEqualTo(OF_ABC);
        assertThat(Sha256.of("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(OF_ABC);
        assertThat(Sha256.of(file)).isEqualTo(OF_ABC);
    }

    @Test
    void a_file_that_cannot_be_read_has_none() {
        var missing = folder.resolve("missing");

        assertThatThrownBy(() -> Sha256.of(missing)).isInstanceOf(UncheckedIOException.class);
    }
}
