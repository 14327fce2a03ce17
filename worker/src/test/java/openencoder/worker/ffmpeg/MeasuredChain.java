package openencoder.worker.ffmpeg;

import openencoder.encoding.allowed.FilterChain;
import openencoder.encoding.frames.FrameSize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What FFmpeg really makes of a film, filter by filter.
 *
 * @param steps after each filter, as far as FFmpeg came
 */
record MeasuredChain(List<Step> steps) {
    private static final Pattern FRAME =
            Pattern.compile("\\[Parsed_showinfo_(\\d+) .*\\] n: *\\d+ .* s:(\\d+)x(\\d+) .*");
    private static final int MOST_LINES = 400_000;

    /**
     * @param frames how many were counted
     */
    record Step(FrameSize largest, long frames) {
        private static final Step NONE = new Step(new FrameSize(0, 0), 0);

        private Step and(long width, long height) {
            return new Step(
                    new FrameSize(
                            Math.max(largest.width(), width), Math.max(largest.height(), height)),
                    frames + 1);
        }
    }

    static MeasuredChain of(Path film, FilterChain chain) throws Exception {
        var text = new StringBuilder();
        for (var filter : chain.filters())
            text.append(new FilterChain(List.of(filter)).text()).append(",showinfo=checksum=0,");
        text.setLength(text.length() - 1);
        var command =
                List.of(
                        Clips.tools().ffmpeg().toString(),
                        "-hide_banner",
                        "-nostdin",
                        "-filter_threads",
                        "1",
                        "-i",
                        film.toString(),
                        "-vf",
                        text.toString(),
                        "-fps_mode",
                        "passthrough",
                        "-an",
                        "-f",
                        "null",
                        "-");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Clips.tools().environment());
        var process = builder.start();
        try {
            return new MeasuredChain(read(process, chain.filters().size()));
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static List<Step> read(Process process, int count) throws IOException {
        var steps = new ArrayList<Step>();
        for (var i = 0; i < count; i++) steps.add(Step.NONE);
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            var read = 0;
            for (var line = lines.readLine();
                    line != null && read < MOST_LINES;
                    line = lines.readLine(), read++) {
                var frame = FRAME.matcher(line);
                if (!frame.matches()) continue;
                // every second filter is a showinfo
                var step = Integer.parseInt(frame.group(1)) / 2;
                var width = Long.parseLong(frame.group(2));
                steps.set(step, steps.get(step).and(width, Long.parseLong(frame.group(3))));
            }
        }
        return steps;
    }
}
