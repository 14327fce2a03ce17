package openencoder.worker.ffmpeg;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the line that says why FFmpeg failed. FFmpeg names the cause first and then, layer by
 * layer, what could not be done because of it; so the first line of the most telling sort decides.
 */
public final class DecisiveLine {
    private static final Pattern ADDRESS = Pattern.compile(" @ 0x[0-9a-f]+");
    private static final Pattern LEVEL = Pattern.compile("\\[(panic|fatal|error|warning|info)] ");
    private static final Pattern SERIOUS = Pattern.compile("\\[(panic|fatal|error)]");

    private static final Pattern CAUSE =
            anyOf(
                    "No space left on device",
                    "Cannot allocate memory",
                    "moov atom not found",
                    "partial file",
                    "File ended prematurely",
                    "filesize and duration do not match",
                    "Unknown encoder",
                    "No such filter",
                    "Unrecognized option",
                    "Unable to parse",
                    "not divisible by",
                    "exceeds specified max",
                    "not on whitelist",
                    "x26[45] \\[error]",
                    "Only .* (is|are) supported",
                    "does not contain any stream",
                    "matches no streams",
                    "nothing was encoded",
                    "not currently supported in container");

    private static final Pattern CONSEQUENCE =
            anyOf(
                    "Error opening (in|out)put",
                    "Error while opening (en|de)coder",
                    "Could not open encoder before EOF",
                    "Error selecting an encoder",
                    "Error applying (en|de)coder options",
                    "Error (re)?initializing filters",
                    "Error parsing a filter description",
                    "Error parsing options",
                    "Error splitting the argument list",
                    "Failed to set value",
                    "Error sending frames",
                    "Error submitting a packet",
                    "Error while filtering",
                    "Error closing file",
                    "Could not write header",
                    "Could not find codec parameters",
                    "Failed to open codec in",
                    "Task finished with error",
                    "Terminating thread",
                    "Nothing was written",
                    "Conversion failed",
                    "received signal",
                    // a decoder's complaints about damaged frames, which it then conceals
                    "Invalid NAL",
                    "corrupt",
                    "concealing",
                    "error while decoding",
                    "Decoding error",
                    "missing picture",
                    "no frame!");

    private static final Pattern NOISE =
            anyOf(
                    "^\\s*$",
                    "\\[(warning|info)]",
                    "using default",
                    "Guessed Channel Layout",
                    "deprecated",
                    "To ignore this",
                    "No filtered frames for output stream",
                    "Last message repeated",
                    "non.?monoton",
                    "Estimating duration from bitrate",
                    "Past duration");

    private DecisiveLine() {}

    /**
     * @param stderr what FFmpeg or ffprobe wrote, with or without level prefixes
     * @return the line without memory addresses; empty when nothing telling was written
     */
    public static Optional<String> of(String stderr) {
        var isLevelled = SERIOUS.matcher(stderr).find();
        String best = null;
        var bestRank = 0;
        for (var line : stderr.lines().toList()) {
            var rank = rank(line, isLevelled);
            if (rank <= bestRank) continue;
            best = line;
            bestRank = rank;
        }
        return Optional.ofNullable(best).map(DecisiveLine::readable);
    }

    private static int rank(String line, boolean isLevelled) {
        if (CAUSE.matcher(line).find()) return 3;
        if (NOISE.matcher(line).find()) return 0;
        if (CONSEQUENCE.matcher(line).find()) return 1;
        return isLevelled && !SERIOUS.matcher(line).find() ? 1 : 2;
    }

    private static String readable(String line) {
        var plain = ADDRESS.matcher(line).replaceAll("");
        return LEVEL.matcher(plain).replaceAll("").strip();
    }

    private static Pattern anyOf(String... alternatives) {
        return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE);
    }
}
