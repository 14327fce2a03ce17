package openencoder.aws.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.account.Role;
import openencoder.account.UserId;
import openencoder.aws.Fixture;
import openencoder.job.Commit;
import openencoder.job.IdempotencyKey;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.media.ObjectKey;
import openencoder.output.Made;
import openencoder.page.PageRequest;
import openencoder.preset.NewPreset;
import openencoder.preset.PresetSnapshot;
import openencoder.refusal.Conflict;
import openencoder.testing.SampleJobs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What only tables can get into: gaps, dead writers, expired rows that are still there. */
class DynamoTablesIT {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final NewPreset WEB = new NewPreset("web", "", "{}", "web.mp4", true);

    private final Fixture aws = new Fixture();
    private final DynamoJobRepository jobs = aws.jobs();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void a_page_with_a_gap_is_a_row_short_and_the_next_page_is_as_it_would_be() {
        for (var i = 0; i < 12; i++) {
            if (i == 5) drawAnIdAndDie();
            jobs.add(SampleJobs.asked(), NOW);
        }

        assertThat(ids(1, 10)).containsExactly(13L, 12L, 11L, 10L, 9L, 8L, 7L, 5L, 4L);
        assertThat(ids(2, 10)).containsExactly(3L, 2L, 1L);
        assertThat(jobs.page(PageRequest.FIRST, queued()).total()).isEqualTo(12);
    }

    @Test
    void a_hundred_large_rows_come_in_several_answers() {
        var large = "x".repeat(200_000);
        for (var i = 0; i < 90; i++) {
            var job = jobs.add(SampleJobs.asked(), NOW);
            var error = SampleJobs.in(new JobState.Restarting(NOW, Optional.empty()), job);
            jobs.replace(withLargePreset(error, large)).orElseThrow();
        }

        assertThat(jobs.page(new PageRequest(1, 100), JobFilter.ALL).items()).hasSize(90);
    }

    @Test
    void a_job_of_any_number_of_outputs_with_the_longest_names_fits_into_a_row() {
        var job = jobs.add(SampleJobs.asked(), NOW);
        var main = SampleJobs.output(new ObjectKey("films", "k".repeat(1_020) + ".mp4"));
        var made = new Made.Listed(99_999, 1L << 50, main, "ab".repeat(32));
        var completed = SampleJobs.in(new JobState.Completed(new Commit(1, made)), job);

        assertThat(jobs.replace(completed)).isPresent();
        assertThat(jobs.find(job.id()).orElseThrow().state()).isEqualTo(completed.state());
    }

    @Test
    void completed_jobs_beyond_the_exact_count_are_what_is_left_of_all() {
        var countsToThree = new DynamoJobRepository(aws.clients().dynamoDb(), aws.tables(), 3);
        for (var i = 0; i < 9; i++) jobs.add(SampleJobs.asked(), NOW);
        for (var id = 1; id <= 7; id++) complete(id);

        assertThat(countsToThree.counts())
                .containsEntry(JobStatus.COMPLETED, 7L)
                .containsEntry(JobStatus.QUEUED, 2L);
    }

    @Test
    void a_filtered_total_stays_at_its_limit() {
        var one = jobs.add(SampleJobs.asked(), NOW);
        var copies = IntStream.rangeClosed(2, 1_010).mapToObj(id -> copy(one, id)).toList();
        copies.parallelStream().forEach(job -> put(aws.tables().jobs(), JobItem.write(job)));

        var deep = jobs.page(new PageRequest(101, 10), queued());

        assertThat(deep.total()).isEqualTo(1_000);
        assertThat(deep.items()).extracting(job -> job.id().value()).startsWith(10L).endsWith(1L);
    }

    @Test
    void a_key_held_by_a_request_that_died_is_free_after_a_few_seconds() {
        var key = new IdempotencyKey(new UserId(1), "k", "print");
        new IdempotencyKeys(new Rows(aws.clients().dynamoDb(), aws.tables().jobs())).ask(key, NOW);

        var later = NOW.plus(Reservations.LIFE).plusSeconds(1);

        assertThat(jobs.add(SampleJobs.asked(), key, later).repeated()).isFalse();
    }

    @Test
    void a_request_that_waits_for_a_dead_one_makes_the_job_in_the_end() {
        var key = new IdempotencyKey(new UserId(1), "k", "print");
        var longAgo = NOW.minus(Reservations.LIFE);
        new IdempotencyKeys(new Rows(aws.clients().dynamoDb(), aws.tables().jobs()))
                .ask(key, longAgo);

        assertThat(jobs.add(SampleJobs.asked(), key, NOW).repeated()).isFalse();
    }

    @Test
    void a_request_whose_hold_on_a_key_was_lost_makes_no_job() {
        var key = new IdempotencyKey(new UserId(1), "k", "print");
        var rows = new Rows(aws.clients().dynamoDb(), aws.tables().jobs());
        var keys = new IdempotencyKeys(rows);
        var slow = (IdempotencyKeys.Answer.Granted) keys.ask(key, NOW);
        var fast = jobs.add(SampleJobs.asked(), key, NOW.plusSeconds(10));

        var refused =
                new Transactions(aws.clients().dynamoDb())
                        .write(List.of(keys.used(key, slow, new JobId(9), NOW)));

        assertThat(refused).containsExactly(0);
        assertThat(jobs.add(SampleJobs.asked(), key, NOW.plusSeconds(10)).job())
                .isEqualTo(fast.job());
    }

    @Test
    void a_name_held_by_a_registration_that_died_is_free_after_a_few_seconds() {
        var users = new DynamoUserRepository(aws.clients().dynamoDb(), aws.tables());
        reserve(aws.tables().users(), "foo");

        assertThat(users.findByName("foo")).isEmpty();
        assertThatThrownBy(() -> users.add("foo", "hash", _ -> Role.GUEST, NOW))
                .isInstanceOf(Conflict.class);
        var later = NOW.plus(Reservations.LIFE).plusSeconds(1);
        assertThat(users.add("foo", "hash", _ -> Role.GUEST, later).id()).isEqualTo(new UserId(1));
    }

    @Test
    void a_registration_so_slow_that_another_got_the_name_is_refused() {
        var users = new DynamoUserRepository(aws.clients().dynamoDb(), aws.tables());
        var later = NOW.plus(Reservations.LIFE).plusSeconds(1);
        Function<UserId, Role> slow =
                _ -> {
                    users.add("foo", "fast", _ -> Role.GUEST, later);
                    return Role.ADMIN;
                };

        assertThatThrownBy(() -> users.add("foo", "slow", slow, NOW)).isInstanceOf(Conflict.class);
        assertThat(users.findByName("foo").orElseThrow().passwordHash()).isEqualTo("fast");
        assertThat(users.find(new UserId(1))).isEmpty();
    }

    @Test
    void a_name_that_is_only_held_can_be_taken_by_a_rename_and_a_seed() {
        var presets = new DynamoPresetRepository(aws.clients().dynamoDb(), aws.tables());
        reserve(aws.tables().presets(), "web");
        assertThat(presets.seed(List.of(WEB), NOW)).isTrue();
        reserve(aws.tables().presets(), "net");
        var net = new NewPreset("net", "", "{}", "", true);

        assertThat(presets.replace(presets.findByName("web").orElseThrow().with(net))).isPresent();
        assertThat(presets.findByName("net")).isPresent();
    }

    @Test
    void tables_that_do_not_belong_together_are_a_fault_and_no_job_is_overwritten() {
        var one = jobs.add(SampleJobs.asked(), NOW);
        put(aws.tables().jobs(), JobItem.write(copy(one, 2)));

        assertThatThrownBy(() -> jobs.add(SampleJobs.asked(), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("job 2");
        assertThat(jobs.find(new JobId(2))).contains(copy(one, 2));
    }

    private void drawAnIdAndDie() {
        new Counter(aws.clients().dynamoDb(), aws.tables().counters(), "jobs").next();
    }

    private void reserve(String table, String name) {
        new Reservations(new Rows(aws.clients().dynamoDb(), table))
                .reserve("name#" + name, Item.empty(), NOW);
    }

    private void complete(long id) {
        var job = jobs.find(new JobId(id)).orElseThrow();
        jobs.replace(SampleJobs.in(new JobState.Completed(SampleJobs.commit()), job)).orElseThrow();
    }

    private void put(String table, Item item) {
        Map<String, AttributeValue> attributes = item.attributes();
        aws.clients().dynamoDb().putItem(b -> b.tableName(table).item(attributes));
    }

    private static Job copy(Job job, long id) {
        return new Job(
                new JobId(id),
                job.guid(),
                job.asked(),
                job.state(),
                job.attempt(),
                job.times(),
                job.facts(),
                job.revision());
    }

    private static Job withLargePreset(Job job, String data) {
        var preset = job.preset();
        var asked =
                new NewJob(
                        new PresetSnapshot(preset.id(), preset.name(), data, preset.output()),
                        job.source(),
                        job.dest(),
                        job.asked().createdBy());
        return new Job(
                job.id(),
                job.guid(),
                asked,
                job.state(),
                job.attempt(),
                job.times(),
                job.facts(),
                job.revision());
    }

    private List<Long> ids(int page, int count) {
        return jobs.page(new PageRequest(page, count), JobFilter.ALL).items().stream()
                .map(job -> job.id().value())
                .toList();
    }

    private static JobFilter queued() {
        return new JobFilter(Optional.of(JobStatus.QUEUED), Optional.empty());
    }
}
