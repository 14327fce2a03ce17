package openencoder.encoding.ffmpeg;

import openencoder.encoding.allowed.StreamMap;
import openencoder.encoding.grammar.ShellWords;
import openencoder.encoding.recipe.Clip;
import openencoder.encoding.recipe.Defaults;
import openencoder.encoding.recipe.ProbedSource;
import openencoder.encoding.recipe.Recipe;
import openencoder.encoding.recipe.Rendition;
import openencoder.encoding.recipe.Setting;
import openencoder.encoding.recipe.Settings;
import openencoder.media.StreamKind;
import openencoder.refusal.Invalid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The arguments of {@code ffmpeg} for an encode. Input, output, container and everything about the
 * process are written here; a preset has a say only in how streams are encoded. Nothing is run.
 */
public final class FfmpegCommand {
    // No -nostdin: with it FFmpeg ignores SIGTERM while it reads local files.
    private static final List<String> PROCESS =
            List.of(
                    "-hide_banner",
                    "-loglevel",
                    "level+warning",
                    "-nostats",
                    "-progress",
                    "pipe:1",
                    "-y");
    private static final List<String> PICTURES_ONLY = List.of("-an", "-sn", "-dn");
    // "-" is not opened: the null muxer has no file.
    private static final List<String> NOWHERE = List.of("-f", "null", "-");

    /**
     * Where an encode reads and writes.
     *
     * @param source the downloaded film
     * @param folder an existing folder of this attempt alone, where all outputs go
     * @param names of the renditions' main files, in any script; segments are named after their
     *     playlist
     * @param passLog prefix of what a first pass notes down for the second
     */
    public record Files(Path source, Path folder, List<String> names, Path passLog) {
        public Files(Path source, Path folder, String name, Path passLog) {
            this(source, folder, List.of(name), passLog);
        }
    }

    /** One output of the command: a rendition with everything that the preset leaves unsaid. */
    private record Output(Rendition rendition, Settings settings, String name, TwoPass passes) {}

    private final Recipe recipe;
    private final Files files;
    private final int threads;
    private final Optional<ProbedSource> source;

    private FfmpegCommand(Recipe recipe, Files files, int threads, Optional<ProbedSource> source) {
        this.recipe = recipe;
        this.files = files;
        this.threads = threads;
        this.source = source;
    }

    public static FfmpegCommand of(Recipe recipe, Files files) {
        return new FfmpegCommand(recipe, files, 0, Optional.empty());
    }

    /**
     * @param count how many threads an encoder may have unless the preset says; 0 for FFmpeg's
     *     choice
     */
    public FfmpegCommand withThreads(int count) {
        return new FfmpegCommand(recipe, files, count, source);
    }

    /**
     * The command for a source of which this is known.
     *
     * @throws Invalid if the recipe can make nothing of it, as {@link Recipe#requireFit} says
     */
    public FfmpegCommand forSource(ProbedSource probed) {
        recipe.requireFit(probed);
        return new FfmpegCommand(recipe, files, threads, Optional.of(probed));
    }

    /** One list of arguments for each time that FFmpeg is to run, in order. */
    public List<List<String>> passes() {
        var outputs =
                IntStream.range(0, recipe.renditions().size()).mapToObj(this::output).toList();
        return recipe.isTwoPass()
                ? List.of(firstPass(outputs), encode(outputs))
                : List.of(encode(outputs));
    }

    private Output output(int index) {
        var rendition = recipe.renditions().get(index);
        return new Output(
                rendition,
                Defaults.complete(rendition, source, threads),
                files.names().get(index),
                TwoPass.of(rendition, files.passLog(), index));
    }

    /** The whole command as one would type it into a shell. */
    public String display() {
        return passes().stream()
                .map(pass -> Stream.concat(Stream.of("ffmpeg"), pass.stream()).toList())
                .map(ShellWords::join)
                .collect(Collectors.joining(" && "));
    }

    private List<String> firstPass(List<Output> outputs) {
        var arguments = input();
        for (var output : outputs) {
            if (!output.rendition().isTwoPass()) continue;
            output.passes().settings(1, output.settings()).all().stream()
                    .filter(FfmpegCommand::isForFirstPass)
                    .forEach(setting -> arguments.addAll(setting.arguments()));
            arguments.addAll(PICTURES_ONLY);
            arguments.addAll(output.passes().arguments(1));
            arguments.addAll(NOWHERE);
        }
        return List.copyOf(arguments);
    }

    private static boolean isForFirstPass(Setting setting) {
        return switch (setting.name()) {
            case "ss", "t", "to", "threads", "strict" -> true;
            case "map" -> ((StreamMap) setting.value()).concernsPictures();
            case "metadata", "disposition", "tag" -> false;
            default -> setting.concerns(StreamKind.VIDEO);
        };
    }

    private List<String> encode(List<Output> outputs) {
        var arguments = input();
        for (var output : outputs) {
            output.passes()
                    .settings(2, output.settings())
                    .all()
                    .forEach(setting -> arguments.addAll(setting.arguments()));
            arguments.addAll(output.passes().arguments(2));
            arguments.addAll(
                    Muxing.arguments(output.rendition(), files.folder().toString(), output.name()));
        }
        return List.copyOf(arguments);
    }

    private List<String> input() {
        var arguments = new ArrayList<>(PROCESS);
        arguments.addAll(seek(recipe.clip()));
        arguments.addAll(SourceGuard.arguments());
        arguments.addAll(List.of("-i", "file:" + files.source()));
        return arguments;
    }

    // before the input, where FFmpeg seeks instead of decoding all that is not wanted
    private static List<String> seek(Clip clip) {
        var arguments = new ArrayList<String>();
        clip.from().ifPresent(time -> arguments.addAll(List.of("-ss", time.text())));
        clip.to().ifPresent(time -> arguments.addAll(List.of("-to", time.text())));
        return arguments;
    }
}
