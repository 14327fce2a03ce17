package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.account.UserId;
import openencoder.job.IdempotencyKey;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.page.PageRequest;
import openencoder.refusal.Invalid;
import openencoder.testing.Race;
import openencoder.testing.SampleJobs;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** What {@link JobRepository} promises to those who send a request again. */
public abstract class IdempotencyContract {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final IdempotencyKey KEY = key(1, "k-1", "print-a");

    /** The same one throughout a test, empty at its beginning. */
    protected abstract JobRepository jobs();

    @Test
    void a_key_makes_a_job() {
        var added = add(KEY, NOW);

        assertThat(added.repeated()).isFalse();
        assertThat(jobs().find(added.job().id())).contains(added.job());
    }

    @Test
    void a_request_sent_again_gets_the_job_of_the_first() {
        var first = add(KEY, NOW);
        var again = add(KEY, NOW.plus(Duration.ofHours(23)));

        assertThat(again.repeated()).isTrue();
        assertThat(again.job()).isEqualTo(first.job());
    }

    @Test
    void a_request_sent_again_sees_how_far_the_job_has_come() {
        var job = add(KEY, NOW).job();
        var cancelled = jobs().replace(job.cancel(NOW)).orElseThrow();

        assertThat(add(KEY, NOW).job()).isEqualTo(cancelled);
    }

    @Test
    void a_key_used_for_another_request_is_refused() {
        add(KEY, NOW);

        assertThatThrownBy(() -> add(key(1, "k-1", "print-b"), NOW))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("idempotency_key.reused"));
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void the_job_of_a_key_is_found_for_a_day() {
        assertThat(jobs().find(KEY, NOW)).isEmpty();
        var made = add(KEY, NOW).job();

        assertThat(jobs().find(KEY, NOW)).contains(made);
        assertThat(jobs().find(KEY, NOW.plus(Duration.ofDays(1)).plusSeconds(1))).isEmpty();
        assertThat(jobs().find(key(2, "k-1", "print-b"), NOW)).isEmpty();
        assertThatThrownBy(() -> jobs().find(key(1, "k-1", "print-b"), NOW))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void the_keys_of_different_users_never_meet() {
        var mine = add(KEY, NOW);
        var yours = add(key(2, "k-1", "print-b"), NOW);

        assertThat(yours.repeated()).isFalse();
        assertThat(yours.job().id()).isNotEqualTo(mine.job().id());
    }

    @Test
    void users_and_keys_that_look_alike_when_joined_are_different() {
        add(key(1, "1|x", "print-a"), NOW);

        assertThat(add(key(11, "x", "print-a"), NOW).repeated()).isFalse();
    }

    @Test
    void a_key_is_free_again_after_a_day() {
        add(KEY, NOW);
        var nextDay = add(KEY, NOW.plus(Duration.ofDays(1)).plusSeconds(1));

        assertThat(nextDay.repeated()).isFalse();
        assertThat(nextDay.job().id()).isEqualTo(new JobId(2));
    }

    @Test
    void a_hundred_equal_requests_at_once_make_one_job_and_no_gap() {
        var added = Race.run(100, _ -> () -> add(KEY, NOW));

        assertThat(added).filteredOn(each -> !each.repeated()).hasSize(1);
        assertThat(added).extracting(each -> each.job().id()).containsOnly(new JobId(1));
        assertThat(total()).isEqualTo(1);
        assertThat(jobs().add(SampleJobs.asked(), NOW).id()).isEqualTo(new JobId(2));
    }

    @Test
    void different_keys_at_once_make_a_job_each() {
        var added = Race.run(16, i -> () -> add(key(1, "k-" + i, "print"), NOW));

        assertThat(added).extracting(each -> each.job().id()).doesNotHaveDuplicates();
        assertThat(added).noneMatch(JobRepository.Added::repeated);
    }

    private JobRepository.Added add(IdempotencyKey key, Instant now) {
        return jobs().add(SampleJobs.asked(), key, now);
    }

    private long total() {
        return jobs().page(PageRequest.FIRST, JobFilter.ALL).total();
    }

    private static IdempotencyKey key(long user, String key, String fingerprint) {
        return new IdempotencyKey(new UserId(user), key, fingerprint);
    }
}
