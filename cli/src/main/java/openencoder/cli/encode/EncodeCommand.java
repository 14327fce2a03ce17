package openencoder.cli.encode;

import openencoder.cli.api.ApiClient;
import openencoder.cli.api.ApiProblem;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.command.CtrlC;
import openencoder.cli.command.ProjectHome;
import openencoder.local.folder.TemporaryFolder;
import openencoder.preset.NewPreset;
import openencoder.preset.SeedPresets;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Encodes one film through the HTTP API, an embedded one if none is named. */
@Command(name = "encode", description = "Encodes a film and brings the result to a folder.")
public final class EncodeCommand implements Callable<Integer> {

    // Beside the user's own data, so that films have the room that folder has.
    private static final Path SCRATCH_PARENT = Path.of(".openencoder");

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The film. Without one, ten seconds of test picture are made.")
    private Path film;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "h264_main_720p_3000",
            description = "How to encode it. Default: ${DEFAULT-VALUE}.")
    private String preset;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where the result goes. Default: ./${DEFAULT-VALUE}.")
    private Path out;

    @ArgGroup(exclusive = false)
    private RemoteApi remote;

    /** An API that runs elsewhere. */
    private static final class RemoteApi {
        @Option(
                names = "--api",
                paramLabel = "URL",
                required = true,
                description = "Use the API there instead of starting one.")
        private URI api;

        @Option(
                names = "--token",
                paramLabel = "T",
                required = true,
                description = "What /api/login answered there.")
        private String token;
    }

    @Override
    public Integer call() {
        check();
        long started = System.nanoTime();
        Encoding.Result result;
        try (var ctrlC = new CtrlC()) {
            result = remote == null ? encodeHere(ctrlC) : encodeThere(ctrlC);
        }
        report(result, Duration.ofNanos(System.nanoTime() - started));
        return 0;
    }

    private Encoding.Result encodeThere(CtrlC ctrlC) {
        try (var api = new ApiClient(base(remote.api)).withToken(remote.token)) {
            if (film != null) return encode(api, film, ctrlC);
            try (var scratch = scratch(ctrlC)) {
                return encode(api, sample(scratch), ctrlC);
            }
        }
    }

    private Encoding.Result encodeHere(CtrlC ctrlC) {
        // Errors are told on the terminal; what the stack says goes elsewhere from here on.
        spec.commandLine().getErr();
        say("Starting Open Encoder on this machine");
        try (var scratch = scratch(ctrlC)) {
            var source = CompletableFuture.supplyAsync(() -> film == null ? sample(scratch) : film);
            try (var stack = EmbeddedStack.start(ProjectHome.path(), scratch.path())) {
                ctrlC.undoes(stack::close);
                return encode(stack, source, ctrlC);
            }
        }
    }

    private Encoding.Result encode(
            EmbeddedStack stack, CompletableFuture<Path> source, CtrlC ctrlC) {
        try (var api = stack.logIn()) {
            return encode(api, source.join(), ctrlC);
        } catch (ApiProblem problem) {
            throw problem.isOurs()
                    ? new CommandFailed(problem.getMessage() + "\n" + stack.lastLines(), problem)
                    : problem;
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof CommandFailed failed ? failed : failure;
        }
    }

    private Encoding.Result encode(ApiClient api, Path source, CtrlC ctrlC) {
        say("Encoding %s with %s".formatted(source.getFileName(), preset));
        var encoding = new Encoding(api, ProgressDisplay.on(spec.commandLine().getOut()));
        ctrlC.undoes(encoding::cancel);
        try {
            return encoding.encode(source, preset, out);
        } catch (ApiProblem problem) {
            throw problem.isAboutTheRequest() ? misuse(problem.getMessage()) : problem;
        }
    }

    private static TemporaryFolder scratch(CtrlC ctrlC) {
        var folder = TemporaryFolder.in(SCRATCH_PARENT, "encode-");
        ctrlC.undoes(folder::close);
        return folder;
    }

    private static Path sample(TemporaryFolder scratch) {
        return SampleFilm.make(ProjectHome.path(), scratch.path());
    }

    private void report(Encoding.Result result, Duration taken) {
        say("Done in %s".formatted(seconds(taken)));
        for (var made : result.files()) say("  %s  %s".formatted(made.file(), made.description()));
    }

    private static String seconds(Duration taken) {
        return String.format(Locale.ROOT, "%.1f s", taken.toMillis() / 1000.0);
    }

    private void say(String line) {
        var printer = spec.commandLine().getOut();
        printer.println(line);
        printer.flush();
    }

    private void check() {
        if (film != null && !Files.isRegularFile(film))
            throw misuse("%s is not a file.".formatted(film));
        if (film != null && !Files.isReadable(film))
            throw misuse("%s cannot be read.".formatted(film));
        if (Files.exists(out) && !Files.isDirectory(out))
            throw misuse("--out: %s is not a folder.".formatted(out));
        if (preset.isBlank()) throw misuse("--preset needs a name.");
        if (remote == null) checkSeeded();
        if (remote != null && !isHttp(remote.api)) {
            throw misuse("--api must look like https://encoder.example.com.");
        }
    }

    /** A stack of its own has the presets that every deployment begins with, and no others. */
    private void checkSeeded() {
        var names = SeedPresets.ALL.stream().map(NewPreset::name).toList();
        if (!names.contains(preset))
            throw misuse(
                    "--preset: there is no '%s'. There are: %s."
                            .formatted(preset, String.join(", ", names)));
    }

    private static boolean isHttp(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null;
    }

    // Both https://host and https://host/api/ are what people paste.
    private static URI base(URI api) {
        return URI.create(api.toString().replaceAll("/+$", "").replaceAll("/api$", ""));
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
