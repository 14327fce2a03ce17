package openencoder.worker.source;

import openencoder.encoding.frames.PixelAspect;
import openencoder.encoding.recipe.SourceStream;
import openencoder.media.StreamKind;
import openencoder.worker.source.Probe.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads ffprobe's JSON. */
final class ProbeReport {
    private static final JsonMapper JSON = new JsonMapper();
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private ProbeReport() {}

    /**
     * @param stderr ffprobe's, where it owns up to guesses
     */
    static Probe read(String json, String stderr) {
        var root = JSON.readTree(json);
        var format = root.path("format");
        return new Probe(
                format.path("format_name").asString(""),
                seconds(format.path("duration")),
                stderr.contains("Estimating duration from bitrate"),
                root.path("streams")
                        .valueStream()
                        .filter(ProbeReport::isFilmMatter)
                        .map(ProbeReport::stream)
                        .toList(),
                root.path("streams").valueStream().map(ProbeReport::sourceStream).toList());
    }

    private static SourceStream sourceStream(JsonNode stream) {
        var kind =
                switch (stream.path("codec_type").asString("")) {
                    case "video" -> Optional.of(StreamKind.VIDEO);
                    case "audio" -> Optional.of(StreamKind.AUDIO);
                    case "subtitle" -> Optional.of(StreamKind.SUBTITLES);
                    case "data" -> Optional.of(StreamKind.DATA);
                    default -> Optional.<StreamKind>empty();
                };
        return new SourceStream(
                kind,
                kind.filter(StreamKind.VIDEO::equals).map(_ -> pictures(stream)),
                stream.path("channels").asInt(0),
                stream.path("disposition").path("default").asInt(0) == 1,
                stream.path("tags").path("language").asStringOpt());
    }

    private static SourceStream.Pictures pictures(JsonNode stream) {
        return new SourceStream.Pictures(
                stream.path("width").asInt(0),
                stream.path("height").asInt(0),
                rotation(stream),
                aspect(stream.path("sample_aspect_ratio").asString("0:1")),
                rate(stream.path("avg_frame_rate").asString("0/0")),
                rate(stream.path("r_frame_rate").asString("0/0")),
                rate(stream.path("time_base").asString("1/1")),
                stream.path("disposition").path("attached_pic").asInt(0) == 1);
    }

    private static PixelAspect aspect(String ratio) {
        var parts = ratio.split(":");
        if (parts.length != 2 || !ratio.matches("\\d{1,10}:\\d{1,10}")) return PixelAspect.UNKNOWN;
        var width = Long.parseLong(parts[0]);
        var height = Long.parseLong(parts[1]);
        return width == 0 || height == 0 ? PixelAspect.UNKNOWN : new PixelAspect(width, height);
    }

    static SourceLimits.Census census(String json) {
        var streams = JSON.readTree(json).path("streams").valueStream().toList();
        var attachments = (int) streams.stream().filter(ProbeReport::isAttachment).count();
        return new SourceLimits.Census(streams.size() - attachments, attachments);
    }

    private static boolean isAttachment(JsonNode stream) {
        return stream.path("codec_type").asString("").equals("attachment");
    }

    // a cover picture is no film, though ffprobe lists it as a video stream
    private static boolean isFilmMatter(JsonNode stream) {
        return switch (stream.path("codec_type").asString("")) {
            case "audio" -> true;
            case "video" -> stream.path("disposition").path("attached_pic").asInt(0) == 0;
            default -> false;
        };
    }

    private static Stream stream(JsonNode stream) {
        return new Stream(
                StreamKind.valueOf(stream.path("codec_type").asString().toUpperCase()),
                stream.path("codec_name").asString("unknown"),
                stream.path("width").asInt(0),
                stream.path("height").asInt(0),
                rate(stream.path("avg_frame_rate").asString("0/0")),
                rotation(stream),
                stream.path("channels").asInt(0),
                number(stream.path("sample_rate")).map(BigDecimal::intValue).orElse(0),
                seconds(stream.path("duration")).or(() -> taggedDuration(stream)),
                number(stream.path("nb_read_packets")).map(BigDecimal::longValue));
    }

    private static double rate(String fraction) {
        var parts = fraction.split("/");
        if (parts.length != 2) return 0;
        try {
            var over = Double.parseDouble(parts[1]);
            return over == 0 ? 0 : Double.parseDouble(parts[0]) / over;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    // the matrix turns counter-clockwise; the older tag turns clockwise
    private static int rotation(JsonNode stream) {
        for (var side : stream.path("side_data_list"))
            if (side.has("rotation")) return Math.floorMod(-side.path("rotation").asInt(0), 360);
        return Math.floorMod(
                number(stream.path("tags").path("rotate")).map(BigDecimal::intValue).orElse(0),
                360);
    }

    private static Optional<Duration> seconds(JsonNode node) {
        return number(node)
                .filter(seconds -> seconds.signum() > 0)
                .map(seconds -> Duration.ofNanos(seconds.multiply(NANOS).longValue()));
    }

    // Matroska keeps a stream's length as the text 00:01:02.345000000
    private static Optional<Duration> taggedDuration(JsonNode stream) {
        try {
            var text = stream.path("tags").path("DURATION").asString("");
            var length = Duration.between(LocalTime.MIN, LocalTime.parse(text));
            return Optional.of(length).filter(Duration::isPositive);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        try {
            return Optional.of(new BigDecimal(node.asString("")));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
