package openencoder.jobs;

import openencoder.account.Role;
import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobState;
import openencoder.job.Lease;
import openencoder.jobs.WhyJobsWait.WaitingFor;
import openencoder.output.Made;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A job as the API shows it; what is not known is null.
 *
 * @param preset its name
 * @param source null for a guest, as are dest and probe
 * @param stage what happens right now, in words
 * @param progress percent of the whole job
 * @param fps frames encoded a second
 * @param speed film seconds encoded a second
 * @param worker that works on it
 * @param error why it failed
 * @param lastError why the attempt before this failed
 * @param waitingFor why it waits; told of one job that is queued, never in a list
 * @param outputCount how many files were made
 * @param outputBytes the size of all of them
 * @param outputs the main one alone, none for a guest; {@code GET /api/jobs/:id/outputs} lists them
 *     all
 */
record JobView(
        long id,
        String guid,
        String preset,
        Optional<String> source,
        Optional<String> dest,
        String ifExists,
        String status,
        String stage,
        Optional<Double> progress,
        Optional<Double> fps,
        Optional<Double> speed,
        Optional<Long> etaSeconds,
        int attempt,
        Optional<String> worker,
        Optional<ErrorView> error,
        Optional<ErrorView> lastError,
        Instant createdDate,
        Optional<Instant> startedDate,
        Optional<Instant> finishedDate,
        Optional<ProbeView> probe,
        long outputCount,
        long outputBytes,
        List<OutputView> outputs,
        Optional<WaitingFor> waitingFor) {
    /**
     * @param logTail FFmpeg's last lines; empty if it never ran
     * @param kind source, settings, transient, capacity or internal
     */
    record ErrorView(String code, String message, String logTail, String kind) {
        static ErrorView of(JobError error) {
            return new ErrorView(
                    error.code(), error.message(), error.logTail(), error.kind().wireName());
        }

        /** Without the words, which may name films. */
        static ErrorView inShort(JobError error) {
            return new ErrorView(
                    error.code(), "Operators see the reason.", "", error.kind().wireName());
        }
    }

    /**
     * @param reader who may not see films sees how the job stands, and not of what film it is
     */
    static JobView of(Job job, Role reader) {
        return of(job, reader, Optional.empty());
    }

    static JobView of(Job job, Role reader, Optional<WaitingFor> waitingFor) {
        var progress = job.progress();
        var made = madeOf(job.state());
        var seesFilms = reader.includes(Role.OPERATOR);
        Function<JobError, ErrorView> error = seesFilms ? ErrorView::of : ErrorView::inShort;
        return new JobView(
                job.id().value(),
                job.guid(),
                job.preset().name(),
                seesFilms ? Optional.of(job.source().toString()) : Optional.empty(),
                seesFilms ? Optional.of(job.dest().toString()) : Optional.empty(),
                job.asked().ifExists().wireName(),
                job.status().wireName(),
                Stage.of(job.state()),
                progress.percent().map(percent -> Math.round(percent * 10) / 10.0),
                progress.fps(),
                progress.speed(),
                progress.eta().map(Duration::toSeconds),
                job.attempt(),
                job.lease().map(Lease::worker),
                errorOf(job.state()).map(error),
                lastErrorOf(job.state()).map(error),
                job.times().created(),
                job.times().started(),
                job.times().finished(),
                job.facts().filter(_ -> seesFilms).map(ProbeView::of),
                made.map(Made::count).orElse(0L),
                made.map(Made::bytes).orElse(0L),
                made.filter(_ -> seesFilms).map(Made::main).map(OutputView::of).stream().toList(),
                waitingFor);
    }

    private static Optional<Made> madeOf(JobState state) {
        return state instanceof JobState.Completed completed
                ? Optional.of(completed.made())
                : Optional.empty();
    }

    private static Optional<JobError> errorOf(JobState state) {
        return state instanceof JobState.Failed failed
                ? Optional.of(failed.error())
                : Optional.empty();
    }

    private static Optional<JobError> lastErrorOf(JobState state) {
        return switch (state) {
            case JobState.Waiting waiting -> waiting.lastError();
            case JobState.Publishing publishing -> publishing.pending().lastError();
            case JobState.Working _, JobState.Ended _ -> Optional.empty();
        };
    }
}
