package openencoder.encoding.recipe;

import openencoder.encoding.frames.PixelAspect;
import openencoder.job.SourceFacts;
import openencoder.media.StreamKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a probe tells of a source.
 *
 * @param streams all of them, in the file's order
 */
public record ProbedSource(SourceFacts facts, List<SourceStream> streams) {
    private static final double LONGEST_TICK = 1;

    public ProbedSource {
        streams = List.copyOf(streams);
    }

    /** A source of which no more is known. */
    public static ProbedSource of(SourceFacts facts) {
        var streams = new ArrayList<SourceStream>();
        facts.video().map(ProbedSource::stream).ifPresent(streams::add);
        facts.audio()
                .map(
                        audio ->
                                new SourceStream(
                                        Optional.of(StreamKind.AUDIO),
                                        Optional.empty(),
                                        audio.channels(),
                                        true,
                                        Optional.empty()))
                .ifPresent(streams::add);
        return new ProbedSource(facts, streams);
    }

    private static SourceStream stream(SourceFacts.Video video) {
        var pictures =
                new SourceStream.Pictures(
                        video.width(),
                        video.height(),
                        video.rotation(),
                        PixelAspect.UNKNOWN,
                        video.frameRate(),
                        video.frameRate(),
                        LONGEST_TICK,
                        false);
        return new SourceStream(
                Optional.of(StreamKind.VIDEO), Optional.of(pictures), 0, true, Optional.empty());
    }

    List<SourceStream.Pictures> pictures() {
        return streams.stream().flatMap(stream -> stream.pictures().stream()).toList();
    }
}
