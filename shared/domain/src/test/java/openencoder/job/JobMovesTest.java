package openencoder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.account.UserId;
import openencoder.media.MediaUri;
import openencoder.output.Made;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

class JobMovesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant AFTER_THE_LEASE = NOW.plusSeconds(61);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final JobError BROKEN =
            JobError.of(JobError.Kind.SOURCE, "source.unreadable", "It is no film.");
    private static final JobError FLAKY =
            JobError.of(JobError.Kind.TRANSIENT, "transient.storage", "The store did not answer.");
    private static final SourceFacts FACTS =
            new SourceFacts("mov,mp4", 5, Optional.empty(), Optional.empty(), Optional.empty());
    private static final Commit COMMITTED = new Commit(1, new Made.Inline(List.of()));

    /** What can be asked of a job, whatever its state. */
    enum Move {
        CLAIM(job -> job.claim("w2", NOW, LEASE)),
        CLAIM_LATE(job -> job.claim("w2", AFTER_THE_LEASE, LEASE)),
        PROBE(Job::probing),
        ENCODE(job -> job.encoding(FACTS)),
        UPLOAD(Job::uploading),
        COMMIT(job -> job.committed(COMMITTED)),
        RENEW(job -> job.renewed(new Lease("w1", AFTER_THE_LEASE), Progress.at(99))),
        BEGIN(Job::publicationBegun),
        COMPLETE(job -> job.complete(NOW)),
        UNCOMMIT(job -> job.uncommitted(FLAKY, NOW)),
        FAIL(job -> job.failAttempt(BROKEN, NOW)),
        RETRY(job -> job.failAttempt(FLAKY, NOW)),
        GIVE_UP(job -> job.giveUp(BROKEN, NOW)),
        HAND_BACK(job -> job.handBack(NOW)),
        CANCEL(job -> job.cancel(NOW)),
        RESTART(job -> job.restart(NOW)),
        SENT(job -> job.sent(NOW));

        final UnaryOperator<Job> on;

        Move(UnaryOperator<Job> on) {
            this.on = on;
        }
    }

    private static final Set<Move> OF_WAITING =
            EnumSet.of(Move.CLAIM, Move.CLAIM_LATE, Move.GIVE_UP, Move.CANCEL, Move.SENT);
    private static final Set<Move> OF_RUNNING =
            EnumSet.of(
                    Move.CLAIM_LATE,
                    Move.RENEW,
                    Move.FAIL,
                    Move.RETRY,
                    Move.GIVE_UP,
                    Move.HAND_BACK,
                    Move.CANCEL);
    private static final Set<Move> OF_PUBLISHING =
            EnumSet.of(
                    Move.CLAIM_LATE,
                    Move.RENEW,
                    Move.BEGIN,
                    Move.COMPLETE,
                    Move.UNCOMMIT,
                    Move.FAIL,
                    Move.RETRY,
                    Move.GIVE_UP,
                    Move.HAND_BACK,
                    Move.CANCEL);
    private static final Map<JobStatus, Set<Move>> LEGAL = new EnumMap<>(JobStatus.class);

    static {
        LEGAL.put(JobStatus.QUEUED, OF_WAITING);
        LEGAL.put(JobStatus.RESTARTING, OF_WAITING);
        LEGAL.put(JobStatus.DOWNLOADING, runningAnd(Move.PROBE));
        LEGAL.put(JobStatus.PROBING, runningAnd(Move.ENCODE));
        LEGAL.put(JobStatus.ENCODING, runningAnd(Move.UPLOAD));
        LEGAL.put(JobStatus.UPLOADING, runningAnd(Move.COMMIT));
        LEGAL.put(JobStatus.COMPLETED, EnumSet.of(Move.RESTART));
        LEGAL.put(JobStatus.CANCELLED, EnumSet.of(Move.RESTART));
        LEGAL.put(JobStatus.ERROR, EnumSet.of(Move.RESTART));
    }

    private static Set<Move> runningAnd(Move next) {
        var moves = EnumSet.copyOf(OF_RUNNING);
        moves.add(next);
        return moves;
    }

    record Case(Job job, Move move) {
        boolean isLegal() {
            return LEGAL.get(job.status()).contains(move);
        }

        @Override
        public String toString() {
            return job.status().wireName() + " " + move;
        }
    }

    static Stream<Case> everyPair() {
        return everyJob().flatMap(job -> Stream.of(Move.values()).map(move -> new Case(job, move)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_the_legal_moves_are_possible_from_each_state(Case pair) {
        if (pair.isLegal()) {
            assertThat(pair.move().on.apply(pair.job())).isNotEqualTo(pair.job());
            return;
        }
        assertThatThrownBy(() -> pair.move().on.apply(pair.job()))
                .isInstanceOf(IllegalJobMove.class)
                .hasMessageContaining(pair.job().status().wireName());
    }

    @Test
    void the_table_knows_every_status() {
        assertThat(LEGAL.keySet()).containsExactlyInAnyOrder(JobStatus.values());
        assertThat(everyJob().map(Job::status)).containsExactlyInAnyOrder(JobStatus.values());
    }

    @Test
    void claim_cancel_and_restart_raise_the_attempt_so_that_an_earlier_worker_is_fenced_off() {
        var claimed = queued().claim("w1", NOW, LEASE);
        var cancelled = claimed.cancel(NOW);
        var restarted = cancelled.restart(NOW);

        assertThat(List.of(claimed.attempt(), cancelled.attempt(), restarted.attempt()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void a_job_that_is_given_up_by_others_fences_its_worker_off() {
        assertThat(downloading().giveUp(BROKEN, NOW).attempt()).isEqualTo(2);
    }

    @Test
    void a_transient_failure_is_tried_three_times() {
        var first = downloading().failAttempt(FLAKY, NOW);
        var second = first.claim("w1", NOW, LEASE).failAttempt(FLAKY, NOW);
        var third = second.claim("w1", NOW, LEASE).failAttempt(FLAKY, NOW);

        assertThat(first.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(second.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(third.state()).isEqualTo(new JobState.Failed(FLAKY, Optional.empty()));
    }

    @Test
    void a_failure_that_another_attempt_cannot_help_is_the_end_at_once() {
        assertThat(downloading().failAttempt(BROKEN, NOW).state())
                .isEqualTo(new JobState.Failed(BROKEN, Optional.empty()));
    }

    @Test
    void handing_a_job_back_does_not_count_as_a_try() {
        var handedBack = downloading().handBack(NOW);

        assertThat(((JobState.Queued) handedBack.state()).tries()).isZero();
    }

    @Test
    void a_restart_gives_all_tries_back_and_forgets_the_last_run() {
        var failed = downloading().failAttempt(BROKEN, NOW).restart(NOW);

        assertThat(((JobState.Restarting) failed.state()).tries()).isZero();
        assertThat(failed.times().started()).isEmpty();
        assertThat(failed.times().finished()).isEmpty();
        assertThat(failed.facts()).isEmpty();
    }

    record CommittedCase(String name, Job job, Set<Move> legal, Move move) {
        @Override
        public String toString() {
            return name + " " + move;
        }
    }

    static Stream<CommittedCase> everyPairAfterTheCommit() {
        return Stream.of(Move.values())
                .flatMap(
                        move ->
                                Stream.of(
                                        new CommittedCase(
                                                "publishing", committed(), OF_PUBLISHING, move),
                                        new CommittedCase(
                                                "begun", begun(), without(OF_PUBLISHING), move),
                                        new CommittedCase("awaiting", awaiting(), OF_WAITING, move),
                                        new CommittedCase(
                                                "awaiting, begun",
                                                begun().failAttempt(FLAKY, NOW),
                                                without(OF_WAITING),
                                                move),
                                        new CommittedCase(
                                                "unpublished",
                                                unpublished(),
                                                EnumSet.of(Move.RESTART),
                                                move),
                                        new CommittedCase(
                                                "restarting",
                                                unpublished().restart(NOW),
                                                OF_WAITING,
                                                move)));
    }

    // a claim after the lease is one after the pause, too
    private static Set<Move> without(Set<Move> moves) {
        var left = EnumSet.copyOf(moves);
        left.remove(Move.CANCEL);
        return left;
    }

    @ParameterizedTest
    @MethodSource("everyPairAfterTheCommit")
    void after_the_commit_only_these_moves_are_possible(CommittedCase pair) {
        var claimsEarly = pair.move() == Move.CLAIM && pair.name().startsWith("awaiting");
        if (pair.legal().contains(pair.move()) && !claimsEarly) {
            assertThat(pair.move().on.apply(pair.job())).isNotNull();
            return;
        }
        assertThatThrownBy(() -> pair.move().on.apply(pair.job()))
                .isInstanceOf(IllegalJobMove.class);
    }

    @Test
    void a_publication_that_is_refused_is_tried_three_times_within_half_a_minute() {
        var job = begun();
        var pauses = new ArrayList<Duration>();
        var now = NOW;
        while (!(job.state() instanceof JobState.Ended)) {
            job = job.failAttempt(BROKEN, now);
            if (job.state() instanceof JobState.Ended) break;
            pauses.add(Duration.between(now, job.notBefore().orElseThrow()));
            now = job.notBefore().get();
            job = job.claim("w1", now, LEASE);
        }

        assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(job.state()).isEqualTo(new JobState.Failed(BROKEN, Optional.of(COMMITTED)));
    }

    @Test
    void a_store_that_is_down_is_waited_for_about_an_hour_with_longer_and_longer_pauses() {
        var job = begun();
        var now = NOW;
        var tries = 1;
        while (true) {
            job = job.failAttempt(FLAKY, now);
            if (job.state() instanceof JobState.Ended) break;
            assertThat(((JobState.Waiting) job.state()).lastError()).contains(FLAKY);
            var next = job.notBefore().orElseThrow();
            assertThat(job.isClaimable(next.minusMillis(1))).isFalse();
            assertThat(Duration.between(now, next)).isLessThanOrEqualTo(Duration.ofMinutes(5));
            now = next;
            job = job.claim("w1", now, LEASE);
            tries++;
        }

        assertThat(tries).isEqualTo(PendingPublication.MAX_TRIES);
        assertThat(Duration.between(NOW, now))
                .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(70));
        assertThat(job.commit()).contains(COMMITTED);
    }

    @Test
    void a_refusal_after_a_long_outage_is_the_end_at_once() {
        var job = begun();
        for (var i = 0; i < PendingPublication.MAX_REFUSALS; i++) {
            job = job.failAttempt(FLAKY, NOW);
            job = job.claim("w1", job.notBefore().orElseThrow(), LEASE);
        }

        assertThat(job.failAttempt(BROKEN, NOW).status()).isEqualTo(JobStatus.ERROR);
    }

    @Test
    void a_restart_of_what_could_not_be_published_only_publishes_and_can_be_cancelled_again() {
        var restarted = unpublished().restart(NOW);
        var sent = restarted.sent(AFTER_THE_LEASE);
        var claimed = sent.claim("w2", NOW, LEASE);

        assertThat(sent.state()).isInstanceOf(JobState.AwaitingPublication.class);
        assertThat(restarted.claim("w2", NOW, LEASE).state()).isEqualTo(claimed.state());
        assertThat(claimed.commit()).contains(COMMITTED);
        assertThat(claimed.facts()).contains(FACTS);
        assertThat(claimed.isPublicationBegun()).isFalse();
        assertThat(claimed.cancel(NOW).commit()).isEmpty();
    }

    @Test
    void a_worker_that_leaves_a_publication_uses_up_no_try() {
        var handedBack = committed().handBack(NOW);

        assertThat(((JobState.AwaitingPublication) handedBack.state()).pending().tries()).isZero();
        assertThat(handedBack.isClaimable(NOW)).isTrue();
    }

    @Test
    void files_that_are_gone_are_made_again_at_most_three_times() {
        var job = committed();
        for (var encodes = 1; encodes < Job.MAX_TRIES; encodes++) {
            job = job.uncommitted(FLAKY, NOW);
            assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
            job = job.claim("w1", NOW, LEASE).probing().encoding(FACTS).uploading();
            job = job.committed(new Commit(job.attempt(), COMMITTED.made()));
        }

        assertThat(job.uncommitted(FLAKY, NOW).state())
                .isEqualTo(new JobState.Failed(FLAKY, Optional.empty()));
    }

    @Test
    void the_worker_that_takes_a_committed_job_over_only_has_to_publish_it() {
        var takenOver = committed().claim("w2", AFTER_THE_LEASE, LEASE);

        assertThat(takenOver.state())
                .isInstanceOfSatisfying(
                        JobState.Publishing.class,
                        publishing -> {
                            assertThat(publishing.commit()).isEqualTo(COMMITTED);
                            assertThat(publishing.pending().tries()).isEqualTo(2);
                            assertThat(publishing.lease().worker()).isEqualTo("w2");
                        });
        assertThat(takenOver.attempt()).isEqualTo(2);
    }

    @Test
    void nothing_completes_before_it_is_committed() {
        var uploading = uploading();

        assertThatThrownBy(() -> uploading.complete(NOW)).isInstanceOf(IllegalJobMove.class);
    }

    @Test
    void progress_never_goes_back_and_never_passes_100() {
        var lease = new Lease("w1", AFTER_THE_LEASE);
        var at60 = encoding().renewed(lease, Progress.at(60));

        assertThat(at60.renewed(lease, Progress.at(40)).progress()).isEqualTo(Progress.at(60));
        assertThat(at60.renewed(lease, Progress.at(140)).progress()).isEqualTo(Progress.at(100));
        assertThat(at60.renewed(lease, Progress.UNKNOWN).progress().percent()).isEmpty();
    }

    @Test
    void a_live_lease_keeps_others_out_and_a_dead_one_does_not() {
        assertThat(downloading().isClaimable(NOW.plusSeconds(59))).isFalse();
        assertThat(downloading().isClaimable(NOW.plusSeconds(60))).isTrue();
    }

    private static Stream<Job> everyJob() {
        return Stream.of(
                queued(),
                downloading(),
                probing(),
                encoding(),
                uploading(),
                committed().complete(NOW),
                queued().cancel(NOW),
                downloading().failAttempt(BROKEN, NOW),
                queued().cancel(NOW).restart(NOW));
    }

    private static Job queued() {
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", "{}", "web.mp4"),
                        MediaUri.parse("source", "s3:///src/film.mp4"),
                        MediaUri.parse("dest", "s3:///dst/"),
                        new UserId(1));
        return Job.queued(new JobId(7), asked, NOW);
    }

    private static Job downloading() {
        return queued().claim("w1", NOW, LEASE);
    }

    private static Job probing() {
        return downloading().probing();
    }

    private static Job encoding() {
        return probing().encoding(FACTS);
    }

    private static Job uploading() {
        return encoding().uploading();
    }

    private static Job committed() {
        return uploading().committed(COMMITTED);
    }

    private static Job begun() {
        return committed().publicationBegun();
    }

    private static Job awaiting() {
        return committed().failAttempt(FLAKY, NOW);
    }

    private static Job unpublished() {
        return begun().giveUp(BROKEN, NOW);
    }
}
