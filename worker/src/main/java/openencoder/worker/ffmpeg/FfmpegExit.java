package openencoder.worker.ffmpeg;

import openencoder.job.JobError.Kind;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an exit code and the last words of FFmpeg mean for the job. */
public final class FfmpegExit {
    private static final int SIGNAL = 128;
    private static final int SIGKILL = SIGNAL + 9;
    private static final int SIGTERM = SIGNAL + 15;
    private static final int SIGXCPU = SIGNAL + 24;
    private static final int SIGXFSZ = SIGNAL + 25;
    // FFmpeg's own code for having ended early because a signal told it to
    private static final int TOLD_TO_END = 255;

    // how FFmpeg signs what it says of the file it reads
    private static final String INPUT = "[in#";

    private static final Map<Integer, String> CRASHES =
            Map.of(
                    SIGNAL + 4, "illegal instruction",
                    SIGNAL + 6, "abort",
                    SIGNAL + 7, "bus error",
                    SIGNAL + 8, "arithmetic error",
                    SIGNAL + 11, "segmentation fault",
                    SIGNAL + 31, "forbidden system call");

    // x264's words, and those of C++
    private static final Pattern NO_MEMORY =
            Pattern.compile("malloc of size \\d+ failed|std::bad_alloc");
    // FFmpeg gives up when two thirds of what it read could not be decoded
    private static final Pattern TOO_MUCH_DAMAGE =
            Pattern.compile("Decode error rate \\S+ exceeds maximum");
    private static final Pattern REFUSED_CODEC =
            Pattern.compile("Codec \\((\\w+)\\) not on whitelist");

    static final String TOO_MUCH =
            "The output grew past what a worker keeps for a source of this size.";

    private FfmpegExit() {}

    public static boolean isSignal(int code) {
        return code > SIGNAL && code < SIGNAL + 32;
    }

    /** A source of a codec that is not decoded here. */
    public static Optional<EncodeFailure> refusedCodec(String stderr) {
        var codec = REFUSED_CODEC.matcher(stderr);
        if (!codec.find()) return Optional.empty();
        var message = "The source is encoded as %s, which is not taken here.";
        return Optional.of(
                new EncodeFailure(
                        Kind.SOURCE,
                        "source.unreadable",
                        message.formatted(codec.group(1)),
                        stderr));
    }

    public static EncodeFailure failure(int code, String stderr) {
        var line = DecisiveLine.of(stderr).orElse("it gave no reason");
        if (line.contains("No space left on device"))
            return new EncodeFailure(
                    Kind.CAPACITY,
                    "capacity.disk",
                    "The worker's disk was full before the encode was done: " + line,
                    stderr);
        if (line.contains("Cannot allocate memory") || NO_MEMORY.matcher(stderr).find())
            return new EncodeFailure(
                    Kind.CAPACITY,
                    "capacity.memory",
                    "The encode needs more memory than the worker has: " + line,
                    stderr);
        var refusedCodec = refusedCodec(stderr);
        if (refusedCodec.isPresent()) return refusedCodec.get();
        if (code == SIGXFSZ)
            return new EncodeFailure(Kind.CAPACITY, "capacity.disk", TOO_MUCH, stderr);
        if (code == SIGXCPU)
            return new EncodeFailure(
                    Kind.CAPACITY,
                    "capacity.time",
                    "FFmpeg used up the processor time that a worker gives to one job.",
                    stderr);
        if (code == SIGKILL || code == SIGTERM || code == TOLD_TO_END)
            return new EncodeFailure(
                    Kind.TRANSIENT,
                    "transient.ffmpeg_killed",
                    "FFmpeg was ended from outside, most likely for want of memory.",
                    stderr);
        if (stderr.contains("exceeds specified max pixel count"))
            return new EncodeFailure(
                    Kind.CAPACITY,
                    "source.too_large",
                    "The source has pictures that are too large: " + line,
                    stderr);
        if (SourceDamage.in(stderr).endsEarly())
            return new EncodeFailure(
                    Kind.SOURCE,
                    "source.truncated",
                    "The source breaks off before anything of it can be encoded: " + line,
                    stderr);
        if (CRASHES.containsKey(code))
            return new EncodeFailure(
                    Kind.SETTINGS,
                    "settings.encode_failed",
                    "FFmpeg crashed (%s): %s".formatted(CRASHES.get(code), line),
                    stderr);
        if (line.startsWith(INPUT) || TOO_MUCH_DAMAGE.matcher(stderr).find())
            return new EncodeFailure(
                    Kind.SOURCE,
                    "source.unreadable",
                    "The source is too damaged to be encoded: " + line,
                    stderr);
        return new EncodeFailure(
                Kind.SETTINGS,
                "settings.encode_failed",
                "FFmpeg could not encode this source with this preset: " + line,
                stderr);
    }
}
