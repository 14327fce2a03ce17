package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.page.PageRequest;
import openencoder.refusal.Invalid;
import openencoder.testing.Race;
import openencoder.testing.SampleJobs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What {@link JobRepository} promises, but for {@link IdempotencyContract}. */
public abstract class JobRepositoryContract {
    protected static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** The same one throughout a test, empty at its beginning. */
    protected abstract JobRepository jobs();

    @Test
    void the_first_job_is_number_1_and_the_next_number_2() {
        assertThat(add().id()).isEqualTo(new JobId(1));
        assertThat(add().id()).isEqualTo(new JobId(2));
    }

    @Test
    void a_new_job_is_queued_and_there_to_be_found() {
        var added = add();

        assertThat(added.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(jobs().find(added.id())).contains(added);
    }

    @Test
    void a_job_that_never_was_is_not_found() {
        assertThat(jobs().find(new JobId(404))).isEmpty();
    }

    @Test
    void sixteen_who_add_at_once_get_sixteen_ids_in_a_row() {
        var ids = Race.run(16, _ -> () -> add().id().value());

        assertThat(ids).containsExactlyInAnyOrderElementsOf(ids(1, 16));
        assertThat(Race.run(2, _ -> () -> add().id().value())).allMatch(id -> id > 16);
    }

    static Stream<JobState> everyState() {
        return SampleJobs.everyState();
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void every_state_comes_back_as_it_was_stored(JobState state) {
        var moved = SampleJobs.in(state, add());

        var stored = jobs().replace(moved);

        assertThat(stored).contains(moved.withRevision(2));
        assertThat(jobs().find(moved.id())).isEqualTo(stored);
    }

    @Test
    void every_other_field_comes_back_as_it_was_stored() {
        var added = jobs().add(SampleJobs.asked(), Instant.parse("2026-01-02T12:00:00.987654321Z"));
        var times =
                new Job.Times(
                        added.times().created(),
                        Optional.of(NOW),
                        Optional.of(NOW.plusNanos(1)),
                        Optional.of(NOW.minusNanos(1)));
        var full =
                new Job(
                        added.id(),
                        added.guid(),
                        added.asked(),
                        added.state(),
                        17,
                        times,
                        Optional.of(SampleJobs.facts()),
                        added.revision());

        var stored = jobs().replace(full);

        assertThat(jobs().find(added.id())).isEqualTo(stored).contains(full.withRevision(2));
    }

    @Test
    void a_stored_move_raises_the_revision() {
        var claimed = jobs().replace(add().claim("w1", NOW, LEASE)).orElseThrow();

        assertThat(claimed.revision()).isEqualTo(2);
        assertThat(jobs().find(claimed.id())).contains(claimed);
    }

    @Test
    void the_second_of_two_who_move_the_same_job_is_refused_and_changes_nothing() {
        var job = add();
        var first = jobs().replace(job.claim("w1", NOW, LEASE));

        assertThat(jobs().replace(job.claim("w2", NOW, LEASE))).isEmpty();
        assertThat(jobs().find(job.id())).isEqualTo(first);
    }

    @Test
    void a_job_that_never_was_cannot_be_moved() {
        var unknown = Job.queued(new JobId(404), SampleJobs.asked(), NOW);

        assertThat(jobs().replace(unknown.cancel(NOW))).isEmpty();
        assertThat(jobs().find(unknown.id())).isEmpty();
    }

    @Test
    void of_a_cancel_and_the_begin_of_a_publication_at_once_one_wins() {
        for (var round = 0; round < 20; round++) {
            var job = jobs().replace(add().claim("w1", NOW, LEASE)).orElseThrow();
            var committed =
                    jobs().replace(SampleJobs.committed(job, SampleJobs.commit())).orElseThrow();

            var stored =
                    Race.run(
                            2,
                            i ->
                                    () ->
                                            jobs().replace(
                                                            i == 0
                                                                    ? committed.cancel(NOW)
                                                                    : committed
                                                                            .publicationBegun()));

            assertThat(stored).filteredOn(Optional::isPresent).hasSize(1);
            var left = jobs().find(job.id()).orElseThrow();
            assertThat(left.status() == JobStatus.CANCELLED)
                    .isEqualTo(!left.isPublicationBegun())
                    .isEqualTo(stored.getFirst().isPresent());
        }
    }

    @Test
    void of_two_who_claim_at_once_one_wins() {
        for (var round = 0; round < 20; round++) assertOneOfWins(2);
    }

    @Test
    void of_sixteen_who_claim_at_once_one_wins() {
        for (var round = 0; round < 5; round++) assertOneOfWins(16);
    }

    private void assertOneOfWins(int racers) {
        var job = add();

        var stored =
                Race.run(racers, i -> () -> jobs().replace(job.claim("w" + i, NOW, LEASE))).stream()
                        .flatMap(Optional::stream)
                        .toList();

        assertThat(stored).hasSize(1);
        assertThat(jobs().find(job.id())).contains(stored.getFirst());
    }

    @Test
    void a_write_sent_again_because_its_answer_was_lost_has_succeeded() {
        var claim = add().claim("w1", NOW, LEASE);
        var first = jobs().replace(claim);

        assertThat(jobs().replace(claim)).isEqualTo(first).isPresent();
    }

    @Test
    void a_write_sent_again_after_another_writer_moved_on_is_refused() {
        var claim = add().claim("w1", NOW, LEASE);
        var claimed = jobs().replace(claim).orElseThrow();
        jobs().replace(claimed.cancel(NOW));

        assertThat(jobs().replace(claim)).isEmpty();
        assertThat(jobs().find(claim.id()).orElseThrow().status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void twenty_five_jobs_make_three_pages_newest_first() {
        add(25);

        assertThat(pageIds(1)).isEqualTo(ids(25, 16));
        assertThat(pageIds(2)).isEqualTo(ids(15, 6));
        assertThat(pageIds(3)).isEqualTo(ids(5, 1));
        assertThat(pageIds(4)).isEmpty();
        assertThat(jobs().page(PageRequest.FIRST, JobFilter.ALL).total()).isEqualTo(25);
    }

    @Test
    void a_page_of_none_is_empty() {
        var page = jobs().page(PageRequest.FIRST, JobFilter.ALL);

        assertThat(page.items()).isEmpty();
        assertThat(page.total()).isZero();
    }

    @Test
    void a_page_of_a_hundred_is_whole() {
        add(101);

        assertThat(jobs().page(new PageRequest(1, 100), JobFilter.ALL).items())
                .hasSize(100)
                .first()
                .returns(101L, job -> job.id().value());
    }

    @Test
    void a_list_by_status_has_those_alone_newest_first() {
        add(12);
        for (var id : List.of(2L, 7L, 11L)) cancel(id);

        var page = jobs().page(new PageRequest(1, 2), status(JobStatus.CANCELLED));

        assertThat(page.items()).extracting(job -> job.id().value()).containsExactly(11L, 7L);
        assertThat(page.total()).isEqualTo(3);
        assertThat(jobs().page(new PageRequest(2, 2), status(JobStatus.CANCELLED)).items())
                .extracting(job -> job.id().value())
                .containsExactly(2L);
        assertThat(jobs().page(PageRequest.FIRST, status(JobStatus.QUEUED)).total()).isEqualTo(9);
    }

    @Test
    void a_list_by_preset_has_those_alone_newest_first() {
        for (var preset : List.of("web", "tv", "web", "tv", "web"))
            jobs().add(SampleJobs.asked(preset), NOW);

        var page = jobs().page(new PageRequest(1, 2), preset("web"));

        assertThat(page.items()).extracting(job -> job.id().value()).containsExactly(5L, 3L);
        assertThat(page.total()).isEqualTo(3);
        assertThat(jobs().page(PageRequest.FIRST, preset("radio")).total()).isZero();
    }

    @Test
    void a_list_by_status_and_preset_has_what_matches_both() {
        for (var preset : List.of("web", "tv", "web", "tv", "web"))
            jobs().add(SampleJobs.asked(preset), NOW);
        for (var id : List.of(1L, 2L, 5L)) cancel(id);

        var page =
                jobs().page(
                                PageRequest.FIRST,
                                new JobFilter(
                                        Optional.of(JobStatus.CANCELLED), Optional.of("web")));

        assertThat(page.items()).extracting(job -> job.id().value()).containsExactly(5L, 1L);
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void a_filtered_list_does_not_go_down_for_ever() {
        var last = new PageRequest(JobRepository.FILTERED_DEPTH / 100, 100);
        var beyond = new PageRequest(last.page() + 1, 100);

        assertThat(jobs().page(last, preset("web")).items()).isEmpty();
        assertThatThrownBy(() -> jobs().page(beyond, preset("web")))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("page.too_deep"));
        assertThat(jobs().page(beyond, JobFilter.ALL).items()).isEmpty();
    }

    @Test
    void every_status_is_counted_even_where_there_is_none() {
        add(5);
        cancel(2);
        jobs().replace(job(3).claim("w1", NOW, LEASE));
        jobs().replace(SampleJobs.in(new JobState.Completed(SampleJobs.commit()), job(4)));

        assertThat(jobs().counts())
                .containsOnlyKeys(JobStatus.values())
                .containsEntry(JobStatus.QUEUED, 2L)
                .containsEntry(JobStatus.CANCELLED, 1L)
                .containsEntry(JobStatus.DOWNLOADING, 1L)
                .containsEntry(JobStatus.COMPLETED, 1L)
                .containsEntry(JobStatus.ERROR, 0L);
    }

    @Test
    void those_queued_before_a_job_are_counted() {
        add(5);
        cancel(2);

        assertThat(jobs().queuedBefore(new JobId(1), 100)).isZero();
        assertThat(jobs().queuedBefore(new JobId(4), 100)).isEqualTo(2);
        assertThat(jobs().queuedBefore(new JobId(6), 100)).isEqualTo(4);
        assertThat(jobs().queuedBefore(new JobId(6), 3)).isEqualTo(3);
    }

    @Test
    void a_job_whose_message_may_be_lost_is_due() {
        var job = add();

        assertThat(jobs().due(NOW.plus(Job.RESEND_AFTER).minusMillis(1), 10)).isEmpty();
        assertThat(jobs().due(NOW.plus(Job.RESEND_AFTER), 10)).containsExactly(job.id());
    }

    @Test
    void a_job_whose_worker_went_silent_is_due() {
        var job = add();
        jobs().replace(job.claim("w1", NOW, LEASE));

        assertThat(jobs().due(NOW.plus(LEASE).minusMillis(1), 10)).isEmpty();
        assertThat(jobs().due(NOW.plus(LEASE), 10)).containsExactly(job.id());
    }

    @Test
    void a_job_that_has_ended_is_never_due() {
        add(2);
        cancel(1);
        jobs().replace(job(2).giveUp(SampleJobs.error(JobError.Kind.INTERNAL), NOW));

        assertThat(jobs().due(NOW.plus(Duration.ofDays(365)), 10)).isEmpty();
    }

    @Test
    void what_is_longest_overdue_comes_first() {
        for (var seconds : List.of(30, 10, 20))
            jobs().add(SampleJobs.asked(), NOW.plusSeconds(seconds));

        var all = jobs().due(NOW.plus(Duration.ofHours(1)), 10);

        assertThat(all).containsExactly(new JobId(2), new JobId(3), new JobId(1));
        assertThat(jobs().due(NOW.plus(Duration.ofHours(1)), 2))
                .containsExactly(new JobId(2), new JobId(3));
    }

    private Job add() {
        return jobs().add(SampleJobs.asked(), NOW);
    }

    private void add(int count) {
        IntStream.range(0, count).forEach(_ -> add());
    }

    private Job job(long id) {
        return jobs().find(new JobId(id)).orElseThrow();
    }

    private void cancel(long id) {
        jobs().replace(job(id).cancel(NOW)).orElseThrow();
    }

    private List<Long> pageIds(int page) {
        return jobs().page(new PageRequest(page, 10), JobFilter.ALL).items().stream()
                .map(job -> job.id().value())
                .toList();
    }

    /** Both ends included, up or down. */
    private static List<Long> ids(long from, long to) {
        return LongStream.rangeClosed(0, Math.abs(to - from))
                .mapToObj(i -> from < to ? from + i : from - i)
                .toList();
    }

    private static JobFilter status(JobStatus status) {
        return new JobFilter(Optional.of(status), Optional.empty());
    }

    private static JobFilter preset(String preset) {
        return new JobFilter(Optional.empty(), Optional.of(preset));
    }
}
