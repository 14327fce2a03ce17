package openencoder.worker.source;

import openencoder.encoding.ffmpeg.SourceGuard;
import openencoder.job.JobError.Kind;
import openencoder.worker.ffmpeg.DecisiveLine;
import openencoder.worker.ffmpeg.EncodeFailure;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of a source a worker takes on. What ffprobe itself can refuse, it does so earlier: see
 * {@link SourceGuard}.
 *
 * @param longest of the film and of each stream in it
 */
public record SourceLimits(Duration longest) {
    public static final SourceLimits USUAL = new SourceLimits(Duration.ofHours(12));

    static final int MOST_STREAMS = 32;
    static final int MOST_ATTACHMENTS = 64;
    // a camera's slow motion has 240, give or take a little
    static final int MOST_FRAMES_PER_SECOND = 300;

    /**
     * What a file holds, film matter or not.
     *
     * @param streams all but the attachments
     * @param attachments such as fonts
     */
    record Census(int streams, int attachments) {}

    /**
     * @throws EncodeFailure {@code source.too_long}, {@code source.too_many_streams}, {@code
     *     source.too_many_attachments}, {@code source.too_large} or {@code source.too_fast}
     */
    void check(Probe probe, Census census, String stderr) {
        if (census.streams() > MOST_STREAMS)
            throw refusal(
                    "too_many_streams",
                    "has %d streams; at most %d are taken"
                            .formatted(census.streams(), MOST_STREAMS),
                    stderr);
        if (census.attachments() > MOST_ATTACHMENTS)
            throw refusal(
                    "too_many_attachments",
                    "has %d attached files; at most %d are taken"
                            .formatted(census.attachments(), MOST_ATTACHMENTS),
                    stderr);
        probe.duration().ifPresent(length -> requireShort(length, stderr));
        for (var stream : probe.streams()) check(stream, stderr);
    }

    private void check(Probe.Stream stream, String stderr) {
        stream.duration().ifPresent(length -> requireShort(length, stderr));
        var pixels = (long) stream.width() * stream.height();
        if (pixels > SourceGuard.MOST_PIXELS)
            throw refusal(
                    "too_large",
                    "has pictures of %dx%d, which are %,d pixels; at most %,d are taken"
                            .formatted(
                                    stream.width(),
                                    stream.height(),
                                    pixels,
                                    SourceGuard.MOST_PIXELS),
                    stderr);
        if (stream.frameRate() > MOST_FRAMES_PER_SECOND)
            throw refusal(
                    "too_fast",
                    "has %,.0f frames a second; at most %d are taken"
                            .formatted(stream.frameRate(), MOST_FRAMES_PER_SECOND),
                    stderr);
    }

    private void requireShort(Duration length, String stderr) {
        if (length.compareTo(longest) > 0)
            throw refusal(
                    "too_long",
                    "lasts %,d s; at most %,d s are taken"
                            .formatted(length.toSeconds(), longest.toSeconds()),
                    stderr);
    }

    /** What ffprobe refused for its size, by what it wrote. */
    static Optional<EncodeFailure> refusal(String stderr) {
        if (stderr.contains("exceeds max_streams"))
            return Optional.of(
                    refusal(
                            "too_many_streams",
                            "has more streams and attached files than the %d that are taken"
                                    .formatted(SourceGuard.MOST_STREAMS),
                            stderr));
        if (stderr.contains("exceeds specified max pixel count"))
            return Optional.of(
                    refusal(
                            "too_large",
                            "has pictures that are too large: "
                                    + DecisiveLine.of(stderr).orElse(""),
                            stderr));
        return Optional.empty();
    }

    private static EncodeFailure refusal(String code, String what, String stderr) {
        return new EncodeFailure(
                Kind.CAPACITY, "source." + code, "The source " + what + ".", stderr);
    }
}
