package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

class TailTest {
    @Test
    void a_short_text_is_kept_whole() {
        assertThat(tailOf("one\ntwo\n")).isEqualTo("one\ntwo\n");
    }

    @Test
    void of_a_long_text_the_last_64_kb_are_kept_from_a_whole_line_on() {
        var text = "0123456789abcde\n".repeat(100_000) + "the end\n";

        assertThat(tailOf(text))
                .hasSizeBetween(64 * 1024 - 16, 64 * 1024)
                .startsWith("0123456789abcde\n")
                .endsWith("the end\n");
    }

    private static String tailOf(String text) {
        var tail = new Tail();
        tail.drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return tail.text();
    }
}
