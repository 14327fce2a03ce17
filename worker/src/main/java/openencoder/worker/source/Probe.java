package openencoder.worker.source;

import openencoder.encoding.recipe.SourceStream;
import openencoder.job.SourceFacts;
import openencoder.media.StreamKind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What ffprobe says of a file.
 *
 * @param format its name, such as {@code matroska,webm}; empty for a file it could not read
 * @param duration as the container says
 * @param isEstimate whether that was only guessed from the bitrate
 * @param streams of film matter
 * @param all what a command may take or leave, in the file's order
 */
public record Probe(
        String format,
        Optional<Duration> duration,
        boolean isEstimate,
        List<Stream> streams,
        List<SourceStream> all) {
    /**
     * @param width in pixels as stored, 0 for audio; likewise the other figures of the other kind
     * @param rotation clockwise degrees: 0, 90, 180 or 270
     * @param packets counted, when it was asked for
     */
    public record Stream(
            StreamKind kind,
            String codec,
            int width,
            int height,
            double frameRate,
            int rotation,
            int channels,
            int sampleRate,
            Optional<Duration> duration,
            Optional<Long> packets) {}

    public Probe {
        streams = List.copyOf(streams);
        all = List.copyOf(all);
    }

    public Probe(
            String format, Optional<Duration> duration, boolean isEstimate, List<Stream> streams) {
        this(format, duration, isEstimate, streams, List.of());
    }

    public Optional<Stream> first(StreamKind kind) {
        return streams.stream().filter(stream -> stream.kind() == kind).findFirst();
    }

    public boolean has(StreamKind kind) {
        return first(kind).isPresent();
    }

    /**
     * @param size of the file in bytes
     */
    public SourceFacts facts(long size) {
        return new SourceFacts(
                format,
                size,
                duration,
                first(StreamKind.VIDEO)
                        .map(
                                video ->
                                        new SourceFacts.Video(
                                                video.codec(),
                                                video.width(),
                                                video.height(),
                                                video.frameRate(),
                                                video.rotation())),
                first(StreamKind.AUDIO)
                        .map(
                                audio ->
                                        new SourceFacts.Audio(
                                                audio.codec(),
                                                audio.channels(),
                                                audio.sampleRate())));
    }

    /**
     * How long a file made of these kinds of streams should be at least. That can be less than the
     * whole: the sound may go on after the picture, and of several streams of a kind one is taken.
     * Empty when it is not known for sure.
     */
    public Optional<Duration> lengthOf(List<StreamKind> kept) {
        if (isEstimate) return Optional.empty();
        var present = kept.stream().filter(this::has).toList();
        var lengths = present.stream().flatMap(kind -> lengthOf(kind).stream()).toList();
        if (!lengths.isEmpty() && lengths.size() == present.size())
            return lengths.stream().max(Duration::compareTo);
        return present.size() == streams.size() ? duration : Optional.empty();
    }

    /** The least that any stream of this kind lasts; empty unless all tell. */
    public Optional<Duration> lengthOf(StreamKind kind) {
        var all = streams.stream().filter(stream -> stream.kind() == kind).toList();
        if (all.stream().anyMatch(stream -> stream.duration().isEmpty())) return Optional.empty();
        return all.stream().flatMap(stream -> stream.duration().stream()).min(Duration::compareTo);
    }
}
