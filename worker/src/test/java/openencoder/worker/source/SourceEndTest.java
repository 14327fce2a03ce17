package openencoder.worker.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.worker.ffmpeg.EncodeFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class SourceEndTest {
    @TempDir Path folder;

    @ParameterizedTest(name = "{0} promised, {1} there")
    @CsvSource({"9992, 10000", "10000, 10000", "0, 10000", "2147483647, 10000", "-1, 10000"})
    void a_riff_file_with_all_it_promises_or_no_promise_is_whole(int promised, int there)
            throws Exception {
        assertWhole("wav", riff(promised, there));
    }

    @Test
    void a_riff_file_shorter_than_it_promises_breaks_off() throws Exception {
        assertCut("wav", riff(20_000, 10_000), "tells of 20,008 bytes, it has 10,000");
        assertCut("avi", riff(20_000, 10_000), "20,008");
    }

    @ParameterizedTest(name = "packets of {0}")
    @CsvSource({"188, 0", "192, 4", "204, 0"})
    void a_transport_stream_ends_with_a_whole_packet(int packet, int sync) throws Exception {
        var stream = new byte[packet * 50];
        for (var i = 0; i < 50; i++) stream[i * packet + sync] = 0x47;

        assertWhole("mpegts", stream);
        assertCut("mpegts", Arrays.copyOf(stream, stream.length - 1), "of " + packet + " bytes");
    }

    @Test
    void a_stream_out_of_step_is_left_to_ffmpeg() throws Exception {
        assertWhole("mpegts", new byte[1_001]);
        assertWhole("mpegts", new byte[3]);
    }

    @Test
    void an_ogg_file_ends_with_a_whole_page() throws Exception {
        var page = new byte[27 + 2 + 255 + 7];
        page[0] = 'O';
        page[1] = page[2] = 'g';
        page[3] = 'S';
        page[26] = 2;
        page[27] = (byte) 255;
        page[28] = 7;
        var file = Arrays.copyOf(page, page.length * 2);
        System.arraycopy(page, 0, file, page.length, page.length);

        assertWhole("ogg", file);
        for (var missing : new int[] {1, 261, 262, 264, 280})
            assertCut("ogg", Arrays.copyOf(file, file.length - missing), "last page");
    }

    @Test
    void other_formats_are_left_to_ffmpeg() throws Exception {
        assertWhole("matroska,webm", new byte[10]);
    }

    private static byte[] riff(int promised, int there) {
        var bytes = ByteBuffer.allocate(there).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.put("RIFF".getBytes()).putInt(promised).array();
    }

    private void assertWhole(String format, byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("src"), bytes);
        assertThatCode(() -> SourceEnd.check(file, format)).doesNotThrowAnyException();
    }

    private void assertCut(String format, byte[] bytes, String words) throws IOException {
        var file = Files.write(folder.resolve("src"), bytes);
        assertThatThrownBy(() -> SourceEnd.check(file, format))
                .isInstanceOf(EncodeFailure.class)
                .hasMessageContaining("source.truncated")
                .hasMessageContaining(words);
    }
}
