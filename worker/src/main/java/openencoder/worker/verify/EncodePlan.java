package openencoder.worker.verify;

import openencoder.output.FileFormat;
import openencoder.worker.source.Probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to run for one source, and what should come of it.
 *
 * @param passes FFmpeg's arguments, pass by pass, for a run in the folder of outputs
 * @param main the file that is made there: the film, or the playlist that names its segments
 * @param length of the output, about; empty when nobody can know
 * @param promise what the output must be like
 */
public record EncodePlan(
        List<List<String>> passes,
        String main,
        FileFormat format,
        Optional<Duration> length,
        Promise promise) {
    /**
     * The source's name. It lies beside the folder of outputs, and no run may read anything else.
     */
    public static final String SOURCE = "src";

    public EncodePlan {
        passes = List.copyOf(passes);
    }

    /**
     * @param kinds of streams that the output must hold
     * @param length of the output for sure, give or take a little; empty when that is not known
     * @param isWhole whether the output covers the source from end to end at its own speed
     * @param keepsFrames whether each frame of the source becomes one of the output
     */
    public record Promise(
            List<Probe.Kind> kinds,
            Optional<Duration> length,
            boolean isWhole,
            boolean keepsFrames) {
        public Promise(List<Probe.Kind> kinds, Optional<Duration> length, boolean isWhole) {
            this(kinds, length, isWhole, false);
        }

        public Promise {
            kinds = List.copyOf(kinds);
        }
    }
}
