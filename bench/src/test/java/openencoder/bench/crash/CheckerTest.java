package openencoder.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The checker of the crash campaign bites. */
class CheckerTest {
    private static final Film HLS = Film.of(480).getLast();
    private static final Map<String, String> OBJECTS =
            Map.of("crash/1/film.m3u8", "aa", "crash/1/film_00001.ts", "bb");
    private static final Checker CHECKER =
            new Checker(Map.of(HLS, Map.of("film.m3u8", "aa", "film_00001.ts", "bb")));

    @Test
    void a_job_that_completed_and_left_nothing_behind_is_right() {
        assertThat(CHECKER.violations(List.of(trial("completed")), found(OBJECTS))).isEmpty();
        assertThat(CHECKER.isIdentical(trial("completed"), found(OBJECTS))).isTrue();
    }

    @Test
    void a_job_that_did_not_complete_is_wrong() {
        assertThat(CHECKER.violations(List.of(trial("error")), found(OBJECTS)))
                .containsExactly("job 1: is error, not completed");
    }

    @Test
    void other_bytes_than_those_of_an_undisturbed_run_are_wrong() {
        var other = with("crash/1/film_00001.ts", "cc");

        assertThat(CHECKER.violations(List.of(trial("completed")), found(other)))
                .containsExactly("job 1: outputs are not those of an undisturbed run");
        assertThat(CHECKER.isIdentical(trial("completed"), found(other))).isFalse();
    }

    @Test
    void a_missing_file_is_wrong() {
        var half = Map.of("crash/1/film.m3u8", "aa");

        assertThat(CHECKER.violations(List.of(trial("completed")), found(half)))
                .containsExactly("job 1: outputs are not those of an undisturbed run");
    }

    @Test
    void nothing_is_identical_to_a_run_that_never_was() {
        var blind = new Checker(Map.of());

        assertThat(blind.isIdentical(trial("completed"), found(OBJECTS))).isFalse();
    }

    @Test
    void an_object_more_is_wrong_wherever_it_is() {
        var staged = with(".openencoder/attempts/1-x/1/film.m3u8", "aa");
        var beside = with("crash/1/film_00002.ts", "bb");

        assertThat(CHECKER.violations(List.of(trial("completed")), found(staged)))
                .containsExactly("left behind: object .openencoder/attempts/1-x/1/film.m3u8");
        assertThat(CHECKER.violations(List.of(trial("completed")), found(beside)))
                .containsExactly("left behind: object crash/1/film_00002.ts");
    }

    @Test
    void what_else_is_left_behind_is_wrong() {
        var found =
                new Finding(
                        OBJECTS, List.of("crash/1/film.m3u8"), List.of("7 ffmpeg"), List.of("w/1"));

        assertThat(CHECKER.violations(List.of(trial("completed")), found))
                .containsExactly(
                        "left behind: unfinished upload of crash/1/film.m3u8",
                        "left behind: process 7 ffmpeg",
                        "left behind: folder w/1");
    }

    @Test
    void what_was_seen_on_the_way_counts() {
        var trial =
                new FaultTrial(1, HLS, "crash/1/", "completed", List.of(), List.of("was stuck"));

        assertThat(CHECKER.violations(List.of(trial), found(OBJECTS)))
                .containsExactly("job 1: was stuck");
    }

    @Test
    void a_cancelled_job_publishes_nothing_and_stays_cancelled() {
        var cancelled = cancelled(JobStage.UPLOADING, "cancelled");

        assertThat(CHECKER.violations(List.of(cancelled), found(Map.of()))).isEmpty();
        assertThat(CHECKER.violations(List.of(cancelled), found(OBJECTS))).hasSize(2);
        assertThat(
                        CHECKER.violations(
                                List.of(cancelled(JobStage.UPLOADING, "completed")),
                                found(Map.of())))
                .containsExactly("job 1: is completed, not cancelled");
    }

    @Test
    void a_cancel_after_the_commit_comes_too_late() {
        var completed = cancelled(JobStage.PUBLISHING, "completed");

        assertThat(CHECKER.violations(List.of(completed), found(OBJECTS))).isEmpty();
    }

    private static FaultTrial trial(String status) {
        return new FaultTrial(1, HLS, "crash/1/", status, List.of(), List.of());
    }

    private static FaultTrial cancelled(JobStage stage, String status) {
        var landing = new Injection(WorkerFault.CANCEL, stage, stage, 1, true, Duration.ZERO);
        return new FaultTrial(1, HLS, "crash/1/", status, List.of(landing), List.of());
    }

    private static Finding found(Map<String, String> objects) {
        return new Finding(objects, List.of(), List.of(), List.of());
    }

    private static Map<String, String> with(String key, String hash) {
        var objects = new HashMap<>(OBJECTS);
        objects.put(key, hash);
        return objects;
    }
}
