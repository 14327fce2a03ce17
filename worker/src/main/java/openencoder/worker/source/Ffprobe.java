package openencoder.worker.source;

import openencoder.encoding.ffmpeg.SourceGuard;
import openencoder.job.JobError.Kind;
import openencoder.worker.bundled.FfmpegTools;
import openencoder.worker.ffmpeg.DecisiveLine;
import openencoder.worker.ffmpeg.EncodeFailure;
import openencoder.worker.ffmpeg.FfmpegExit;
import openencoder.worker.ffmpeg.Tail;
import openencoder.worker.sandbox.Bounds;
import openencoder.worker.sandbox.Child;
import openencoder.worker.sandbox.Protections;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks ffprobe what a file is. */
public final class Ffprobe {
    private static final int MOST_JSON = 1024 * 1024;

    private static final String ENTRIES =
            "format=format_name,duration:stream=codec_type,codec_name,width,height,avg_frame_rate,"
                    + "r_frame_rate,time_base,sample_aspect_ratio,channels,sample_rate,duration,"
                    + "nb_read_packets:stream_disposition=attached_pic,default"
                    + ":stream_side_data=rotation:stream_tags=rotate,DURATION,language";

    private static final long MEMORY = 1L << 30;

    /** In bytes a second. */
    private static final long SLOWEST_DISK = 20_000_000;

    private final FfmpegTools tools;
    private final Protections protections;
    private final SourceLimits limits;
    private final Duration timeout;

    public Ffprobe(FfmpegTools tools, Protections protections, SourceLimits limits) {
        this(tools, protections, limits, Duration.ofSeconds(30));
    }

    /**
     * @param timeout with a source; reading every packet of an output takes as long as it takes
     */
    public Ffprobe(
            FfmpegTools tools, Protections protections, SourceLimits limits, Duration timeout) {
        this.limits = limits;
        this.tools = tools;
        this.protections = protections;
        this.timeout = timeout;
    }

    /**
     * What a source is.
     *
     * @throws EncodeFailure {@code source.no_media} or another of the source's faults
     */
    public Probe source(Path file) throws InterruptedException {
        var asked = ask(file, file, SourceGuard.arguments(), timeout);
        var answer = asked.orElseThrow(() -> unreadable("Finding out what it holds took too long"));
        if (answer.isTooMuch()) throw unreadable("It holds far too many streams");
        var refused = SourceLimits.refusal(answer.stderr());
        if (refused.isPresent()) throw refused.get();
        var refusedCodec = FfmpegExit.refusedCodec(answer.stderr());
        if (answer.code() != 0 && refusedCodec.isPresent()) throw refusedCodec.get();
        if (FfmpegExit.isSignal(answer.code()))
            throw FfmpegExit.failure(answer.code(), answer.stderr());
        if (answer.code() != 0) throw refusal(answer.stderr());
        var probe = ProbeReport.read(answer.stdout(), answer.stderr());
        if (probe.streams().isEmpty())
            throw new EncodeFailure(
                    Kind.SOURCE,
                    "source.no_media",
                    "The source holds neither video nor audio.",
                    answer.stderr());
        limits.check(probe, ProbeReport.census(answer.stdout()), answer.stderr());
        return probe;
    }

    /**
     * What a file of ours is, with its packets counted.
     *
     * @throws EncodeFailure {@code output.invalid} if it cannot be read
     */
    public Probe output(Path file) throws InterruptedException {
        var enough = timeout.plusSeconds(size(file) / SLOWEST_DISK);
        var answer = ask(file, file.getParent(), List.of("-count_packets"), enough);
        return answer.filter(found -> found.code() == 0 && !found.isTooMuch())
                .map(found -> ProbeReport.read(found.stdout(), found.stderr()))
                .orElseThrow(() -> invalid(answer.map(Answer::stderr).orElse("")));
    }

    private static EncodeFailure invalid(String stderr) {
        return new EncodeFailure(
                Kind.INTERNAL,
                "output.invalid",
                "FFmpeg made a file that cannot be read: "
                        + DecisiveLine.of(stderr).orElse("ffprobe gave no reason"),
                stderr);
    }

    private static EncodeFailure unreadable(String why) {
        return new EncodeFailure(
                Kind.SOURCE, "source.unreadable", "The source cannot be read. " + why + ".", "");
    }

    private static EncodeFailure refusal(String stderr) {
        var line = DecisiveLine.of(stderr).orElse("ffprobe could not read it");
        if (line.contains("moov atom not found"))
            return new EncodeFailure(
                    Kind.SOURCE,
                    "source.truncated",
                    "The source ends before its index, as after an upload that broke off: " + line,
                    stderr);
        return new EncodeFailure(
                Kind.SOURCE,
                "source.no_media",
                "The source is no film or sound that we can read: " + readable(line),
                stderr);
    }

    private static String readable(String line) {
        var list = line.indexOf(" Format not on whitelist");
        return list < 0 ? line : "it looks like " + line.substring(0, list) + ", not taken here";
    }

    private record Answer(int code, String stdout, boolean isTooMuch, String stderr) {}

    /**
     * @param readable the file, or the folder if it names others there
     * @return empty if it took too long
     */
    private Optional<Answer> ask(Path file, Path readable, List<String> options, Duration enough)
            throws InterruptedException {
        var command = new ArrayList<String>();
        command.add(tools.ffprobe().toString());
        command.addAll(List.of("-hide_banner", "-v", "warning", "-of", "json"));
        command.addAll(List.of("-show_entries", ENTRIES));
        command.addAll(options);
        command.add("file:" + file.getFileName());
        var json = new Json();
        var stderr = new Tail();
        try (var child =
                Child.start(
                        protections,
                        bounds(file, readable, enough),
                        command,
                        tools.environment(),
                        json::drain,
                        stderr::drain)) {
            if (!child.waitFor(enough)) return Optional.empty();
            return Optional.of(
                    new Answer(child.exitCode(), json.text, json.isTooMuch, stderr.text()));
        }
    }

    private Bounds bounds(Path file, Path readable, Duration enough) {
        return new Bounds(
                file.getParent(),
                false,
                List.of(readable),
                MOST_JSON,
                Math.min(MEMORY, protections.memory()),
                enough.multipliedBy(Runtime.getRuntime().availableProcessors()));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Json {
        private volatile String text = "";
        private volatile boolean isTooMuch;

        void drain(InputStream stream) {
            try {
                var bytes = stream.readNBytes(MOST_JSON);
                isTooMuch = stream.read() >= 0;
                text = new String(bytes, StandardCharsets.UTF_8);
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (IOException _) {
                // the pipe of a killed process may break at any byte
            }
        }
    }
}
