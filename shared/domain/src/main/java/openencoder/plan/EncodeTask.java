package openencoder.plan;

import openencoder.output.FileFormat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * FFmpeg makes a film of the source, or a playlist and its segments.
 *
 * @param passes FFmpeg's arguments, pass by pass, for a run in the folder of outputs
 * @param main the file that is made there: the film, or the playlist that names its segments
 * @param length of the output, about; empty when it cannot be known
 * @param promise what the output must be like
 */
public record EncodeTask(
        List<List<String>> passes,
        String main,
        FileFormat format,
        Optional<Duration> length,
        Promise promise)
        implements PlanTask {
    public EncodeTask {
        passes = List.copyOf(passes);
    }

    @Override
    public String name() {
        return "encode " + main;
    }

    @Override
    public List<String> inputs() {
        return List.of(Plan.SOURCE);
    }

    @Override
    public List<String> outputs() {
        return List.of(main);
    }
}
