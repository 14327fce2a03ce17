package openencoder.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.testing.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

class ProgressBoardTest {

    private final StringWriter written = new StringWriter();
    private final SettableClock clock = SettableClock.atNoon();

    @Test
    void elsewhere_than_on_a_terminal_a_line_tells_each_stage_and_each_tenth() {
        var line = board(false, 80).line("");
        show(line, "{'stage':'fetching the source','progress':null}");
        show(line, "{'stage':'fetching the source','progress':null}");
        show(
                line,
                "{'stage':'encoding','progress':12.34,'fps':87.2,'speed':3.64,'eta_seconds':67}");
        show(line, "{'stage':'encoding','progress':19.9}");
        show(line, "{'stage':'encoding','progress':20.0}");
        show(line, "{'stage':'done','progress':100}");
        assertThat(written.toString().lines())
                .containsExactly(
                        "?     fetching the source",
                        "12.3 %  encoding  87 fps  3.6x  1:07 left",
                        "20.0 %  encoding",
                        "100.0 %  done");
    }

    @Test
    void on_a_terminal_a_bar_moves_in_place_and_goes_when_the_board_is_closed() {
        var board = board(true, 80);
        show(board.line(""), "{'stage':'encoding','progress':50}");
        board.close();
        assertThat(written).hasToString("[############------------]  50.0 %  encoding\r\u001b[J");
    }

    @Test
    void several_bars_stand_below_each_other_and_what_is_said_for_good_above() {
        var board = board(true, 80);
        var one = board.line("one");
        show(one, "{'stage':'encoding','progress':50}");
        show(board.line("two"), "{'stage':'encoding','progress':25}");
        written.getBuffer().setLength(0);
        board.say("made one");
        assertThat(written.toString())
                .startsWith("\u001b[1A\r\u001b[Jmade one" + System.lineSeparator())
                .containsPattern("one +  \\[#{12}-{12}\\]  50.0 %  encoding\ntwo +  \\[#{6}-{18}]");
        one.close();
        board.close();
        assertThat(written.toString()).endsWith("\r\u001b[J");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60, 80, 200})
    void no_bar_is_wider_than_the_terminal(int columns) {
        var board = board(true, columns);
        var line = board.line("a film with a very long name, 映画 und noch etwas.mp4");
        show(
                line,
                "{'stage':'uploading and checking the outputs','progress':12.34,'fps':87.2,"
                        + "'speed':3.64,'eta_seconds':6700}");
        assertThat(Columns.of(written.toString())).isBetween(columns / 2, columns - 1);
    }

    @Test
    void a_job_that_names_no_stage_shows_its_status() {
        var job = JsonMapper.shared().readTree("{\"status\":\"queued\"}");
        assertThat(JobProgress.of(job).stage()).isEqualTo("queued");
    }

    @Test
    void one_scale_of_percent_goes_through_the_whole_run() {
        assertThat(JobProgress.sending(0, 0).percent()).contains(5.0);
        assertThat(JobProgress.sending(50, 100).percent()).contains(2.5);
        assertThat(job("{'stage':'queued','progress':null}").inRun().percent()).contains(5.0);
        assertThat(job("{'stage':'encoding','progress':50}").inRun().percent()).contains(50.0);
        assertThat(JobProgress.fetching(0, 100).percent()).contains(95.0);
        assertThat(JobProgress.fetching(100, 100).percent()).contains(100.0);
    }

    @Test
    void a_job_that_waits_says_for_what() {
        assertThat(job("{'stage':'queued','waiting_for':'no worker is running'}").stage())
                .isEqualTo("waiting: no worker is running");
    }

    @Test
    void lines_of_one_stage_are_a_second_apart() {
        var line = board(false, 80).line("");
        for (int percent = 0; percent <= 100; percent++) {
            line.show(job("{'stage':'encoding','progress':%d}".formatted(percent)));
            clock.tick(Duration.ofMillis(20));
        }
        assertThat(written.toString().lines())
                .containsExactly("0.0 %  encoding", "50.0 %  encoding", "100.0 %  encoding");
    }

    @Test
    void among_several_a_line_tells_each_quarter_at_most_every_ten_seconds() {
        var line = board(false, 80).line("one");
        for (int percent = 0; percent <= 100; percent++) {
            line.show(job("{'stage':'encoding','progress':%d}".formatted(percent)));
            clock.tick(Duration.ofSeconds(1));
        }
        assertThat(written.toString().lines())
                .containsExactly(
                        "one: 10.0 %  encoding",
                        "one: 25.0 %  encoding",
                        "one: 50.0 %  encoding",
                        "one: 75.0 %  encoding",
                        "one: 100.0 %  encoding");
    }

    @Test
    void after_the_last_line_nothing_more_is_shown() {
        var board = board(false, 80);
        var line = board.line("");
        board.close("Cancelling");
        show(line, "{'stage':'cancelled'}");
        board.say("made one");
        assertThat(written.toString().lines()).containsExactly("Cancelling");
    }

    private ProgressBoard board(boolean terminal, int columns) {
        return new ProgressBoard(new PrintWriter(written), terminal, () -> columns, clock);
    }

    private void show(ProgressBoard.Line line, String job) {
        line.show(job(job));
        clock.tick(Duration.ofSeconds(1));
    }

    private static JobProgress job(String text) {
        return JobProgress.of(JsonMapper.shared().readTree(text.replace('\'', '"')));
    }
}
