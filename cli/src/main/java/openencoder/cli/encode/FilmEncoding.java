package openencoder.cli.encode;

import openencoder.cli.api.ApiClient;
import openencoder.cli.api.ApiProblem;
import openencoder.cli.api.Patience;
import openencoder.cli.api.WriteFailed;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.encode.RunOutcome.Failed;
import openencoder.cli.encode.RunOutcome.Made;
import openencoder.cli.jobs.JobOutputs;
import openencoder.cli.jobs.JobWatch;
import openencoder.cli.progress.JobProgress;
import openencoder.cli.progress.ProgressBoard;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Films' way through the API: sent once, encoded with each preset, what was made brought back. */
final class FilmEncoding {

    private static final String UNFIT = "[\\p{Cntrl}/\\\\]";

    private final EncodingPlace place;
    private final ProgressBoard board;
    private final MadeBefore made;
    private final Consumer<RunOutcome> told;
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    /**
     * @param told each outcome, as soon as it is known, by any thread
     */
    FilmEncoding(
            EncodingPlace place, ProgressBoard board, MadeBefore made, Consumer<RunOutcome> told) {
        this.place = place;
        this.board = board;
        this.made = made;
        this.told = told;
    }

    /**
     * @param all of one film
     */
    void encode(FilmFile film, List<Wanted> all) {
        String source;
        try {
            source = send(film.file(), all);
        } catch (RuntimeException problem) {
            for (var wanted : all) told.accept(failed(wanted, problem, ""));
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var wanted : all) threads.execute(() -> told.accept(outcome(source, wanted)));
        }
        place.isDone(source.replaceFirst("^s3://[^/]*/", ""));
    }

    /** Cancels what still runs; for a user who will not wait. */
    void cancel() {
        board.close("Cancelling");
        for (long job : running) {
            try {
                api().post("/api/jobs/%d/cancel".formatted(job), Map.of());
            } catch (ApiProblem _) {
                // It has ended meanwhile, or the API has: nothing is left to cancel.
            }
        }
    }

    private String send(Path film, List<Wanted> all) {
        try (var line = board.line(all.getFirst().label())) {
            long size = size(film);
            return Patience.with(
                    () -> {
                        var name = Map.of("filename", film.getFileName().toString());
                        var upload = api().post("/api/uploads", name);
                        api().upload(
                                        film,
                                        URI.create(upload.path("url").asString("")),
                                        sent -> line.show(JobProgress.sending(sent, size)));
                        return upload.path("source").asString("");
                    });
        }
    }

    private RunOutcome outcome(String source, Wanted wanted) {
        long id = 0;
        try (var line = board.line(wanted.label())) {
            id = create(source, wanted);
            running.add(id);
            place.pickUp(id).ifPresent(command -> sayJob(wanted, command));
            var job = new JobWatch(api()).untilEnd(id, seen -> show(line, seen));
            running.remove(id);
            if (!JobWatch.isCompleted(job))
                return new Failed(wanted, JobWatch.reason(job), JobWatch.lastLines(job));
            return bring(job, wanted, line);
        } catch (RuntimeException problem) {
            return failed(wanted, problem, running.remove(id) ? goesOn(id) : "");
        }
    }

    private String goesOn(long job) {
        return place.pickUp(job).map(command -> "The job may go on: " + command).orElse("");
    }

    private void sayJob(Wanted wanted, String command) {
        var name = wanted.label().isEmpty() ? "" : wanted.label() + ": ";
        board.say("%sto pick this job up again: %s".formatted(name, command));
    }

    private long create(String source, Wanted wanted) {
        var order =
                Map.of(
                        "preset",
                        wanted.preset(),
                        "source",
                        source,
                        "dest",
                        "s3:///encode/%s/%s/".formatted(UUID.randomUUID(), keyOf(wanted.film())));
        var key = UUID.randomUUID().toString();
        var created = Patience.with(() -> api().postOnce("/api/jobs", order, key));
        return created.path("id").asLong(0);
    }

    /** The film's name in the storage, from which {@code fetch} names what it brings. */
    private static String keyOf(FilmFile film) {
        var name = film.name().getFileName().toString().replaceAll(UNFIT, "_").strip();
        return name.isEmpty() || name.equals(".") || name.equals("..") ? "film" : name;
    }

    private void show(ProgressBoard.Line line, JsonNode job) {
        if (!JobWatch.hasEnded(job)) line.show(JobProgress.of(job).inRun());
        if (JobWatch.isWaiting(job))
            place.whyNothingWorks()
                    .ifPresent(
                            reason -> {
                                throw new CommandFailed("No worker can work here.\n" + reason);
                            });
    }

    private RunOutcome bring(JsonNode job, Wanted wanted, ProgressBoard.Line line) {
        var outputs = JobOutputs.of(api(), job);
        try {
            var files =
                    outputs.fetch(
                            api(),
                            wanted.target(),
                            wanted.isFolder(),
                            (got, size) -> line.show(JobProgress.fetching(got, size)));
            line.show(JobProgress.done());
            made.add(wanted);
            for (var output : outputs.files()) place.isDone(output.key());
            return new Made(wanted, files);
        } catch (WriteFailed failure) {
            var kept = place.rescue(job.path("id").asLong(0), outputs, wanted);
            return new Failed(wanted, failure.getMessage() + ". " + kept, "");
        }
    }

    private static Failed failed(Wanted wanted, RuntimeException problem, String hint) {
        return switch (problem) {
            case ApiProblem refused ->
                    new Failed(
                            wanted,
                            (refused.getMessage() + " " + hint).strip(),
                            "",
                            refused.isOurs());
            case CommandFailed _, WriteFailed _ ->
                    new Failed(wanted, (problem.getMessage() + " " + hint).strip(), "");
            case UncheckedIOException failure ->
                    new Failed(wanted, failure.getCause().toString(), "");
            default -> throw problem;
        };
    }

    private ApiClient api() {
        return place.api();
    }

    private static long size(Path film) {
        try {
            return Files.size(film);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
