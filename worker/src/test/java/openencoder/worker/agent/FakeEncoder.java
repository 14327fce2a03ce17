package openencoder.worker.agent;

import openencoder.media.StreamKind;
import openencoder.output.OutputSet;
import openencoder.plan.EncodeTask;
import openencoder.plan.Promise;
import openencoder.worker.encode.Encoder;
import openencoder.worker.ffmpeg.Tick;
import openencoder.worker.source.Probe;
import openencoder.worker.source.Probe.Stream;
import openencoder.worker.verify.MadeFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a film of ten seconds from anything, unless told otherwise. */
public final class FakeEncoder implements Encoder {
    static final Duration LENGTH = Duration.ofSeconds(10);
    static final Probe FILM =
            new Probe(
                    "mp4",
                    Optional.of(LENGTH),
                    false,
                    List.of(
                            new Stream(
                                    StreamKind.VIDEO,
                                    "h264",
                                    640,
                                    360,
                                    25,
                                    0,
                                    0,
                                    0,
                                    Optional.of(LENGTH),
                                    Optional.of(250L))));

    private Step duringEncode = _ -> {};
    public int encodes;

    public interface Step {
        void take(Listener listener) throws InterruptedException;
    }

    public void during(Step step) {
        duringEncode = step;
    }

    static EncodeTask task(OutputSet outputs) {
        var promise = new Promise(List.of(StreamKind.VIDEO), Optional.of(LENGTH), true);
        return new EncodeTask(
                List.of(List.of()),
                outputs.working().main(),
                outputs.format(),
                Optional.of(LENGTH),
                promise);
    }

    static Tick at(int seconds) {
        return new Tick(
                Optional.of(Duration.ofSeconds(seconds)), Optional.of(50.0), Optional.of(2.0));
    }

    @Override
    public Probe probe(Path source) {
        return FILM;
    }

    @Override
    public List<MadeFile> encode(Work work, Listener listener) throws InterruptedException {
        encodes++;
        duringEncode.take(listener);
        if (Thread.interrupted()) throw new InterruptedException();
        var film = work.outputs().resolve(work.task().main());
        try {
            Files.writeString(film, "film of attempt");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return List.of(new MadeFile(film, work.task().main(), Optional.of(FILM)));
    }
}
