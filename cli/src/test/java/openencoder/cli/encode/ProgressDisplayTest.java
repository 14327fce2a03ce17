package openencoder.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.testing.SettableClock;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

class ProgressDisplayTest {

    private final StringWriter written = new StringWriter();
    private final SettableClock clock = SettableClock.atNoon();

    @Test
    void elsewhere_than_on_a_terminal_a_line_tells_each_stage_and_each_tenth() {
        var display = new ProgressDisplay(new PrintWriter(written), false, clock);
        show(display, "{'stage':'fetching the source','progress':null}");
        show(display, "{'stage':'fetching the source','progress':null}");
        show(
                display,
                "{'stage':'encoding','progress':12.34,'fps':87.2,'speed':3.64,'eta_seconds':67}");
        show(display, "{'stage':'encoding','progress':19.9}");
        show(display, "{'stage':'encoding','progress':20.0}");
        show(display, "{'stage':'done','progress':100}");
        assertThat(written.toString().lines())
                .containsExactly(
                        "?     fetching the source",
                        "12.3 %  encoding  87 fps  3.6x  1:07 left",
                        "20.0 %  encoding",
                        "100.0 %  done");
    }

    @Test
    void on_a_terminal_a_bar_moves_in_place_and_goes_when_it_is_cleared() {
        var display = new ProgressDisplay(new PrintWriter(written), true, clock);
        show(display, "{'stage':'encoding','progress':50}");
        display.end();
        assertThat(written)
                .hasToString("\r\u001b[K[############------------]  50.0 %  encoding\r\u001b[K");
    }

    @Test
    void a_job_that_names_no_stage_shows_its_status() {
        var job = JsonMapper.shared().readTree("{\"status\":\"queued\"}");
        assertThat(JobProgress.of(job).stage()).isEqualTo("queued");
    }

    @Test
    void an_empty_film_is_sent_at_once() {
        assertThat(JobProgress.uploading(0, 0).percent()).contains(100.0);
    }

    @Test
    void lines_of_one_stage_are_a_second_apart() {
        var display = new ProgressDisplay(new PrintWriter(written), false, clock);
        for (int percent = 0; percent <= 100; percent++) {
            display.show(JobProgress.uploading(percent, 100));
            clock.tick(Duration.ofMillis(20));
        }
        assertThat(written.toString().lines())
                .containsExactly(
                        "0.0 %  sending the film",
                        "50.0 %  sending the film", "100.0 %  sending the film");
    }

    @Test
    void after_the_last_line_nothing_more_is_shown() {
        var display = new ProgressDisplay(new PrintWriter(written), false, clock);
        display.end("Cancelling");
        show(display, "{'stage':'cancelled'}");
        assertThat(written.toString().lines()).containsExactly("Cancelling");
    }

    private void show(ProgressDisplay display, String job) {
        display.show(JobProgress.of(JsonMapper.shared().readTree(job.replace('\'', '"'))));
        clock.tick(Duration.ofSeconds(1));
    }
}
