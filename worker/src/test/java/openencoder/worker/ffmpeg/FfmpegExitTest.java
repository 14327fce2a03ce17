package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegExitTest {
    @ParameterizedTest
    @CsvSource({
        "8, Unknown encoder 'x', settings.encode_failed",
        "228, Error writing trailer: No space left on device, capacity.disk",
        "1, Cannot allocate memory, capacity.memory",
        "153, '', capacity.disk",
        "137, '', transient.ffmpeg_killed",
        "143, '', transient.ffmpeg_killed",
        "255, 'Exiting normally, received signal 15.', transient.ffmpeg_killed",
        "139, '', settings.encode_failed",
        "69, 'Picture size 7000x6000 exceeds specified max pixel count 36000000', source.too_large",
        "69, '[fatal] Decode error rate 1 exceeds maximum 0.666667', source.unreadable"
    })
    void an_exit_code_and_the_last_words_make_an_error(int code, String stderr, String error) {
        assertThat(FfmpegExit.failure(code, stderr).error().code()).isEqualTo(error);
    }
}
