package openencoder.worker.source;

import openencoder.media.StreamKind;
import openencoder.worker.ffmpeg.Clips;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a file truly holds, found by decoding all of it.
 *
 * @param frames of the first video stream; 0 without one
 */
public record Truth(Set<StreamKind> kinds, Duration length, long frames) {
    public static Truth of(Path film) {
        var tools = Clips.tools();
        var command =
                List.of(
                        tools.ffprobe().toString(),
                        "-v",
                        "error",
                        "-count_frames",
                        "-show_entries",
                        "format=duration:stream=codec_type,nb_read_frames",
                        "-of",
                        "json",
                        film.toString());
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(tools.environment());
        try (var said = builder.start().getInputStream()) {
            return read(new JsonMapper().readTree(said.readAllBytes()));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Truth read(JsonNode said) {
        var kinds = EnumSet.noneOf(StreamKind.class);
        var frames = 0L;
        for (var stream : said.path("streams")) {
            var read = stream.path("nb_read_frames").asLong(0);
            if (read == 0) continue;
            var kind = StreamKind.valueOf(stream.path("codec_type").asString().toUpperCase());
            if (kind == StreamKind.VIDEO) frames = read;
            kinds.add(kind);
        }
        var seconds = Double.parseDouble(said.path("format").path("duration").asString("0"));
        return new Truth(kinds, Duration.ofMillis(Math.round(seconds * 1_000)), frames);
    }

    /** Whether a file that holds this can pass for one that holds {@code whole}. */
    public boolean isAsGoodAs(Truth whole) {
        var tolerance = Math.max(500, whole.length.toMillis() / 50);
        return kinds.equals(whole.kinds)
                && length.minus(whole.length).abs().toMillis() <= tolerance
                && Math.abs(frames - whole.frames) <= Math.max(1, whole.frames / 50);
    }
}
