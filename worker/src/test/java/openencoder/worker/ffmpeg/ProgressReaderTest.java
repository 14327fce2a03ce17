package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ProgressReaderTest {
    @Test
    void every_block_becomes_a_tick() {
        var ticks =
                read(
                        """
                        frame=100
                        fps=48.50
                        stream_0_0_q=-1.0
                        bitrate=1799.3kbits/s
                        total_size=899675
                        out_time_us=4000000
                        out_time_ms=4000000
                        out_time=00:00:04.000000
                        speed=25.7x
                        progress=continue
                        out_time_us=4500000
                        progress=end
                        """);

        assertThat(ticks).hasSize(2);
        assertThat(ticks.getFirst().outTime()).contains(Duration.ofSeconds(4));
        assertThat(ticks.getFirst().fps()).contains(48.5);
        assertThat(ticks.getFirst().speed()).contains(25.7);
        assertThat(ticks.getLast().outTime()).contains(Duration.ofMillis(4500));
        assertThat(ticks.getLast().speed()).isEmpty();
    }

    @Test
    void what_ffmpeg_does_not_know_yet_is_unknown() {
        var tick = read("fps=0.0\nout_time_us=N/A\nspeed=N/A\nprogress=continue\n").getFirst();

        assertThat(tick.outTime()).isEmpty();
        assertThat(tick.speed()).isEmpty();
    }

    @Test
    void a_time_before_the_start_is_unknown() {
        assertThat(
                        read("out_time_us=-9223372036854775807\nprogress=continue\n")
                                .getFirst()
                                .outTime())
                .isEmpty();
    }

    @Test
    void out_time_ms_is_in_microseconds_where_it_is_all_there_is() {
        assertThat(read("out_time_ms=1500000\nprogress=continue\n").getFirst().outTime())
                .contains(Duration.ofMillis(1500));
    }

    @Test
    void lines_that_are_no_progress_are_passed_over() {
        assertThat(read("hello\n\n=\nprogress=end\n")).hasSize(1);
    }

    private static List<Tick> read(String text) {
        var ticks = new ArrayList<Tick>();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        new ProgressReader(ticks::add).drain(new ByteArrayInputStream(bytes));
        return ticks;
    }
}
