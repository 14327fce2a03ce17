package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

    @Test
    void frames_are_counted_where_there_is_a_picture() {
        assertThat(read("frame=100\nprogress=end\n").getFirst().frames()).contains(100L);
        assertThat(read("frame=0\nprogress=end\n").getFirst().frames()).isEmpty();
    }

    @Test
    void a_hundred_megabytes_without_an_end_of_line_take_no_room() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();

        new ProgressReader(_ -> {}).drain(new Endless(100 << 20));

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10 << 20);
    }

    private static final class Endless extends InputStream {
        private int left;

        Endless(int size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (left <= 0) return -1;
            var given = Math.min(count, left);
            Arrays.fill(bytes, offset, offset + given, (byte) 'x');
            left -= given;
            return given;
        }
    }

    private static List<Tick> read(String text) {
        var ticks = new ArrayList<Tick>();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        new ProgressReader(ticks::add).drain(new ByteArrayInputStream(bytes));
        return ticks;
    }
}
