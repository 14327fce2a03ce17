package openencoder.encoding;

import openencoder.job.SourceFacts;
import openencoder.refusal.Invalid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
     * @param name of the output; a playlist's segments are named after it
     * @param passLog prefix of what a first pass notes down for the second
     */
    public record Files(Path source, Path folder, String name, Path passLog) {}

    private final EncodingSettings settings;
    private final Files files;
    private final int threads;
    private final Optional<SourceFacts> source;

    private FfmpegCommand(
            EncodingSettings settings, Files files, int threads, Optional<SourceFacts> source) {
        this.settings = settings;
        this.files = files;
        this.threads = threads;
        this.source = source;
    }

    public static FfmpegCommand of(EncodingSettings settings, Files files) {
        return new FfmpegCommand(settings, files, 0, Optional.empty());
    }

    /**
     * @param count how many threads an encoder may have unless the preset says; 0 for FFmpeg's
     *     choice
     */
    public FfmpegCommand withThreads(int count) {
        return new FfmpegCommand(settings, files, count, source);
    }

    /**
     * The command for a source of which this is known.
     *
     * @throws Invalid {@code settings.no_video}, {@code settings.no_audio}, {@code
     *     settings.too_large} or {@code settings.clip} if the preset can make nothing of it
     */
    public FfmpegCommand forSource(SourceFacts facts) {
        SourceFit.check(settings, facts);
        return new FfmpegCommand(settings, files, threads, Optional.of(facts));
    }

    /** One list of arguments for each time that FFmpeg is to run, in order. */
    public List<List<String>> passes() {
        return settings.isTwoPass() ? List.of(firstPass(), pass(2)) : List.of(pass(0));
    }

    /** The whole command as one would type it into a shell. */
    public String display() {
        return passes().stream()
                .map(pass -> Stream.concat(Stream.of("ffmpeg"), pass.stream()).toList())
                .map(Words::join)
                .collect(Collectors.joining(" && "));
    }

    private List<String> firstPass() {
        var arguments = new ArrayList<>(input());
        options(1).settings().stream()
                .filter(FfmpegCommand::isForFirstPass)
                .forEach(setting -> arguments.addAll(setting.arguments()));
        arguments.addAll(PICTURES_ONLY);
        arguments.addAll(passLog(1));
        arguments.addAll(NOWHERE);
        return List.copyOf(arguments);
    }

    private static boolean isForFirstPass(Setting setting) {
        return switch (setting.rule().name()) {
            case "ss", "t", "to", "threads", "strict" -> true;
            case "map" -> setting.value().matches("-?0(:[vV\\d].*)?\\??");
            case "metadata", "disposition", "tag" -> false;
            default -> setting.concerns('v');
        };
    }

    private List<String> pass(int number) {
        var arguments = new ArrayList<>(input());
        var options = options(number);
        options.settings().forEach(setting -> arguments.addAll(setting.arguments()));
        if (number > 0) arguments.addAll(passLog(number));
        arguments.addAll(Muxing.arguments(settings, files));
        return List.copyOf(arguments);
    }

    private List<String> input() {
        var arguments = new ArrayList<>(PROCESS);
        arguments.addAll(settings.clip().arguments());
        arguments.addAll(SourceGuard.arguments());
        arguments.addAll(List.of("-i", "file:" + files.source()));
        return arguments;
    }

    private OutputOptions options(int pass) {
        var options = Completion.of(settings, source, threads).options();
        return pass > 0 && isX265() ? TwoPass.x265(options, pass, files.passLog()) : options;
    }

    private List<String> passLog(int pass) {
        return isX265() ? List.of() : TwoPass.arguments(pass, files.passLog());
    }

    private boolean isX265() {
        return settings.options().videoCodec().filter(codec -> codec == Codec.X265).isPresent();
    }
}
