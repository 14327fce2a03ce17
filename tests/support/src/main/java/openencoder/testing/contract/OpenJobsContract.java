package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobRepository;
import openencoder.job.OpenJobs;
import openencoder.refusal.TooMany;
import openencoder.testing.Race;
import openencoder.testing.SampleJobs;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** What {@link OpenJobs} promises. */
public abstract class OpenJobsContract {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    /** Whose the sample jobs are. */
    private static final UserId ACCOUNT = SampleJobs.asked().createdBy();

    private Instant now = NOW;

    /** The same ones throughout a test, empty at its beginning. */
    protected abstract OpenJobs open();

    protected abstract JobRepository jobs();

    @Test
    void as_many_are_let_in_as_the_account_may_have_open() {
        for (var i = 0; i < 3; i++) begin(3);

        assertThatThrownBy(() -> begin(3))
                .isInstanceOfSatisfying(
                        TooMany.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo("job.too_many_open");
                            assertThat(refusal.getMessage())
                                    .contains("has 3 of at most 3 open jobs");
                            assertThat(refusal.retryAfter()).isEqualTo(OpenJobs.SETTLES);
                        });
        assertThatCode(() -> open().admit(new UserId(404), 3, now)).doesNotThrowAnyException();
    }

    @Test
    void of_many_at_once_no_more_are_let_in() {
        var outcomes = Race.outcomes(16, _ -> () -> begin(5));

        assertThat(outcomes).filteredOn(Race.Outcome.Did.class::isInstance).hasSize(5);
    }

    @Test
    void who_has_too_many_is_refused_for_as_long_as_they_are_open() {
        for (var i = 0; i < 3; i++) begin(3);

        for (var i = 0; i < 3; i++) {
            now = now.plus(Duration.ofMinutes(1));
            assertThatThrownBy(() -> begin(3))
                    .isInstanceOfSatisfying(
                            TooMany.class,
                            refusal -> assertThat(refusal.retryAfter()).isEqualTo(OpenJobs.LATER));
        }
    }

    @Test
    void a_job_that_ended_makes_room_for_one() {
        var job = begin(3);
        for (var i = 0; i < 2; i++) begin(3);
        jobs().replace(job.cancel(now));
        now = now.plus(OpenJobs.SETTLES);

        begin(3);

        assertThatThrownBy(() -> begin(3)).isInstanceOf(TooMany.class);
    }

    @Test
    void of_many_who_find_room_at_once_no_more_are_let_in_than_there_is_room_for() {
        var ending = begin(5);
        var alsoEnding = begin(5);
        for (var i = 0; i < 3; i++) begin(5);
        jobs().replace(ending.cancel(now));
        jobs().replace(alsoEnding.cancel(now));
        now = now.plus(OpenJobs.SETTLES);

        var outcomes = Race.outcomes(16, _ -> () -> begin(5));

        assertThat(outcomes).filteredOn(Race.Outcome.Did.class::isInstance).hasSize(2);
    }

    @Test
    void what_was_taken_back_was_not_counted() {
        open().admit(ACCOUNT, 1, now);
        open().takeBack(ACCOUNT);
        begin(1);

        open().takeBack(new UserId(404));
        assertThatThrownBy(() -> begin(1)).isInstanceOf(TooMany.class);
    }

    @Test
    void a_limit_that_was_lowered_counts() {
        for (var i = 0; i < 3; i++) begin(5);

        assertThatThrownBy(() -> begin(2)).isInstanceOf(TooMany.class);
        now = now.plus(OpenJobs.SETTLES);
        assertThatThrownBy(() -> begin(2)).isInstanceOf(TooMany.class);
    }

    private Job begin(int most) {
        open().admit(ACCOUNT, most, now);
        return jobs().add(SampleJobs.asked(), now);
    }
}
