package openencoder.cli.encode;

import openencoder.cli.command.CommandFailed;
import openencoder.cli.command.CtrlC;
import openencoder.cli.command.ProjectHome;
import openencoder.cli.connect.ApiConnection;
import openencoder.cli.connect.ApiOptions;
import openencoder.cli.connect.KnownPreset;
import openencoder.cli.encode.RunOutcome.Failed;
import openencoder.cli.encode.RunOutcome.Kept;
import openencoder.cli.encode.RunOutcome.Made;
import openencoder.cli.progress.ProgressBoard;
import openencoder.local.folder.TemporaryFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Encodes films through the HTTP API, an embedded one if none runs or is named. */
@Command(
        name = "encode",
        description = {
            "Encodes films and brings what was made to a folder.",
            "Outputs are named after the films:"
                    + " out/film.mp4, or out/film.NAME.mp4 with several presets; a playlist with"
                    + " its segments gets a folder of its own.",
            "",
            "Uses the stack that runs on the data folder (openencoder up), or the one that"
                    + " OPENENCODER_API names or that you logged in at, and else starts one for"
                    + " the duration.",
            "",
            "A file that is there already is never replaced without --force. If several outputs"
                    + " are wanted, those that an earlier run made from the same film with the same"
                    + " preset are kept, and only what is missing is made.",
            "",
            "Exits with 0 if all is made or kept, with 1 if anything failed, with 2 if the command"
                    + " makes no sense."
        })
public final class EncodeCommand implements Callable<Integer> {

    // Beside the user's own data, so that films have the room that folder has.
    private static final Path SCRATCH_PARENT = Path.of(".openencoder");
    private static final String SAMPLE = "sample.mp4";

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|FOLDER",
            description =
                    "Films, and folders of films, whose folders below are kept in DIR. Without"
                            + " one, ten seconds of test picture are made.")
    private List<String> given = List.of();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "h264_main_720p_3000",
            description =
                    "How to encode; may be given several times. openencoder presets lists them."
                            + " Default: ${DEFAULT-VALUE}.")
    private List<String> presets;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where what is made goes. Default: ./${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Make all anew, and replace files that are there.")
    private boolean force;

    @Mixin private ApiOptions apiOptions;

    private PrintWriter printer;
    private PrintWriter errors;

    @Override
    public Integer call() {
        // Before a stack of our own takes the streams for its log.
        printer = spec.commandLine().getOut();
        errors = spec.commandLine().getErr();
        long started = System.nanoTime();
        var films = films();
        apiOptions.check();
        if (Files.exists(out) && !Files.isDirectory(out))
            throw misuse("--out: %s is not a folder.".formatted(out));
        var report = new Report();
        try (var ctrlC = new CtrlC()) {
            var connection = apiOptions.find();
            if (connection.isPresent()) encodeThere(connection.get(), films, report, ctrlC);
            else encodeHere(films, report, ctrlC);
        }
        return finish(report, Duration.ofNanos(System.nanoTime() - started));
    }

    private void encodeThere(
            ApiConnection connection, List<FilmFile> films, Report report, CtrlC ctrlC) {
        try (connection) {
            say(connection.words());
            var work = plan(films, known(KnownPreset.of(connection.api())), report);
            if (work.isEmpty()) return;
            var place = new EncodingPlace.Elsewhere(connection);
            if (!films.isEmpty()) {
                run(work.get(), place, report, ctrlC);
                return;
            }
            try (var scratch = scratch(ctrlC)) {
                var sampled = work.get().withSample(scratch.path().resolve(SAMPLE));
                SampleFilm.make(ProjectHome.path(), scratch.path());
                run(sampled, place, report, ctrlC);
            }
        }
    }

    private void encodeHere(List<FilmFile> films, Report report, CtrlC ctrlC) {
        var work = plan(films, known(KnownPreset.builtIn()), report);
        if (work.isEmpty()) return;
        int workers = Workers.atOnce(work.get().missing().size());
        Room.requireForFilms(SCRATCH_PARENT, films, workers + 1);
        say("Starting Open Encoder on this machine");
        try (var scratch = scratch(ctrlC)) {
            var sampled = work.get().withSample(scratch.path().resolve(SAMPLE));
            var sample = CompletableFuture.runAsync(() -> makeSample(films, scratch));
            try (var stack = EmbeddedStack.start(ProjectHome.path(), scratch.path(), workers);
                    var api = stack.api()) {
                ctrlC.undoes(stack::close);
                sample.join();
                var kept = SCRATCH_PARENT.resolve("kept").toAbsolutePath();
                run(sampled, new EncodingPlace.Here(stack, api, workers, kept), report, ctrlC);
                report.explain(stack::lastLines);
            } catch (CompletionException failure) {
                throw failure.getCause() instanceof CommandFailed failed ? failed : failure;
            }
        }
    }

    private static void makeSample(List<FilmFile> films, TemporaryFolder scratch) {
        if (films.isEmpty()) SampleFilm.make(ProjectHome.path(), scratch.path());
    }

    /**
     * What is to be made.
     *
     * @param missing what no earlier run made
     */
    private record Work(MadeBefore made, List<Wanted> missing) {
        Work withSample(Path file) {
            return new Work(
                    made,
                    missing.stream()
                            .map(
                                    wanted ->
                                            wanted.film().equals(SampleFilm.PLANNED)
                                                    ? wanted.of(FilmFile.of(file))
                                                    : wanted)
                            .toList());
        }
    }

    /** Looks at all that can be known before the first film is sent; empty if all is there. */
    private Optional<Work> plan(List<FilmFile> films, List<KnownPreset> chosen, Report report) {
        OutputPlan plan;
        try {
            var wanted = films.isEmpty() ? List.of(SampleFilm.PLANNED) : films;
            plan = OutputPlan.of(wanted, chosen, out);
        } catch (OutputPlan.Collision collision) {
            throw misuse(collision.getMessage());
        }
        var made = MadeBefore.in(out);
        var missing = new ArrayList<>(plan.all());
        if (!force) {
            var kept = plan.madeAlready(made);
            missing.removeAll(kept);
            kept.forEach(wanted -> report.add(new Kept(wanted)));
        }
        if (missing.isEmpty()) return Optional.empty();
        Room.requireWritable("--out", out);
        report.expect(missing.size());
        return Optional.of(new Work(made, missing));
    }

    private void run(Work work, EncodingPlace place, Report report, CtrlC ctrlC) {
        var board = ProgressBoard.on(printer);
        var names = String.join(", ", names());
        var byFilm = OutputPlan.byFilm(work.missing());
        say(
                byFilm.size() == 1
                        ? "Encoding %s with %s"
                                .formatted(
                                        byFilm.keySet().iterator().next().file().getFileName(),
                                        names)
                        : "Encoding %d films with %s".formatted(byFilm.size(), names));
        var encoding =
                new FilmEncoding(
                        place,
                        board,
                        work.made(),
                        outcome -> {
                            report.add(outcome);
                            if (report.isOfSeveral()) board.say(line(outcome));
                        });
        ctrlC.undoes(encoding::cancel);
        try {
            new Batch(encoding, place).run(byFilm);
        } finally {
            board.close();
        }
    }

    private int finish(Report report, Duration taken) {
        return report.isOfSeveral() ? summary(report, taken) : single(report, taken);
    }

    private int single(Report report, Duration taken) {
        switch (report.all().getFirst()) {
            case Made made -> {
                say("Done in %s".formatted(seconds(taken)));
                for (var file : made.files())
                    say("  %s  %s".formatted(file.file(), file.description()));
                return 0;
            }
            case Kept kept -> {
                say("  %s  is there already".formatted(kept.wanted().target()));
                return 0;
            }
            case Failed failed -> {
                complain(failed.reason());
                if (!failed.details().isEmpty()) complain("\n" + failed.details());
                report.explanation().ifPresent(this::complain);
                return 1;
            }
        }
    }

    private int summary(Report report, Duration taken) {
        var failed = report.failed();
        for (var each : failed) {
            complain("");
            complain(each.wanted().label() + ": " + each.reason());
            if (!each.details().isEmpty()) complain(each.details().indent(2).stripTrailing());
        }
        report.explanation().ifPresent(this::complain);
        say(
                "%d made, %d failed, %d kept in %s"
                        .formatted(
                                report.count(Made.class),
                                failed.size(),
                                report.count(Kept.class),
                                seconds(taken)));
        return failed.isEmpty() ? 0 : 1;
    }

    private static String line(RunOutcome outcome) {
        return switch (outcome) {
            case Made made ->
                    "made    %s  %s"
                            .formatted(
                                    made.wanted().target(), made.files().getFirst().description());
            case Failed failed ->
                    "failed  %s: %s"
                            .formatted(
                                    failed.wanted().label(),
                                    failed.reason().lines().findFirst().orElse(""));
            case Kept kept -> "kept    %s".formatted(kept.wanted().target());
        };
    }

    private List<FilmFile> films() {
        var search = new FilmSearch(out);
        for (var argument : given) search.add(path(argument));
        if (!given.isEmpty() && search.films().isEmpty())
            throw misuse("There is no film in %s.".formatted(String.join(", ", given)));
        if (!search.leftOut().isEmpty()) say(search.leftOut());
        return search.films();
    }

    private Path path(String argument) {
        if (argument.matches("[A-Za-z][A-Za-z0-9+.-]+://.*"))
            throw misuse(
                    "%s is a link. Films are taken from files and folders here; fetch it first."
                            .formatted(argument));
        try {
            var path = Path.of(argument);
            if (Files.isDirectory(path)) return path;
            if (!Files.exists(path)) throw misuse("%s is not there.".formatted(path));
            if (!Files.isRegularFile(path))
                throw misuse("%s is neither a file nor a folder.".formatted(path));
            if (!Files.isReadable(path)) throw misuse("%s cannot be read.".formatted(path));
            return path;
        } catch (InvalidPathException unfit) {
            throw misuse(
                    "%s: this name cannot be read in the language of this terminal; set"
                                    .formatted(argument)
                            + " LC_ALL=C.UTF-8.");
        }
    }

    private List<String> names() {
        return presets.stream().distinct().toList();
    }

    /** Those that were asked for, among those that there are. */
    private List<KnownPreset> known(List<KnownPreset> all) {
        return names().stream()
                .map(
                        name ->
                                all.stream()
                                        .filter(preset -> preset.name().equals(name))
                                        .findFirst()
                                        .orElseThrow(() -> unknown(name, all)))
                .peek(this::requireActive)
                .toList();
    }

    private ParameterException unknown(String name, List<KnownPreset> all) {
        var names = all.stream().filter(KnownPreset::active).map(KnownPreset::name).toList();
        return misuse(
                "--preset: there is no '%s'. There are: %s."
                        .formatted(name, String.join(", ", names)));
    }

    private void requireActive(KnownPreset preset) {
        if (!preset.active())
            throw misuse("--preset: %s takes no new jobs.".formatted(preset.name()));
    }

    private static TemporaryFolder scratch(CtrlC ctrlC) {
        var folder = TemporaryFolder.in(SCRATCH_PARENT, "encode-");
        ctrlC.undoes(folder::close);
        return folder;
    }

    private static String seconds(Duration taken) {
        return String.format(Locale.ROOT, "%.1f s", taken.toMillis() / 1000.0);
    }

    private void say(String line) {
        printer.println(line);
        printer.flush();
    }

    private void complain(String line) {
        errors.println(line);
        errors.flush();
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
