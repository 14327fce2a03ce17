package openencoder.reliability;

import openencoder.job.JobError;
import openencoder.media.StreamKind;
import openencoder.worker.encode.Encoder;
import openencoder.worker.ffmpeg.EncodeFailure;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes a playlist and a segment that say which attempt at which job made them. Probing and
 * encoding are a step each, during which the world may change; one that fails is the network's
 * doing the first time and the source's after that.
 */
final class ScriptedEncoder implements Encoder {
    static final Probe FILM =
            new Probe(
                    "mov",
                    Optional.empty(),
                    false,
                    List.of(
                            new Probe.Stream(
                                    StreamKind.VIDEO,
                                    "h264",
                                    640,
                                    360,
                                    25,
                                    0,
                                    0,
                                    0,
                                    Optional.empty(),
                                    Optional.empty())));
    private boolean hasFailed;

    @Override
    public Probe probe(Path source) throws InterruptedException {
        step("probe");
        return FILM;
    }

    @Override
    public List<MadeFile> encode(Work work, Listener listener) throws InterruptedException {
        step("encode");
        var content = String.join(":", work.task().passes().getFirst());
        return List.of(file(work, work.task().main(), content), file(work, "film0.ts", content));
    }

    private void step(String name) throws InterruptedException {
        try {
            SteppedThread.call(name, () -> null);
        } catch (SteppedThread.NoAnswer _) {
            var kind = hasFailed ? JobError.Kind.SOURCE : JobError.Kind.TRANSIENT;
            hasFailed = true;
            throw new EncodeFailure(JobError.of(kind, "scripted", "It was told to fail."));
        }
        if (Thread.interrupted()) throw new InterruptedException();
    }

    private static MadeFile file(Work work, String name, String content) {
        var path = work.outputs().resolve(name);
        try {
            Files.writeString(path, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new MadeFile(path, name, Optional.empty());
    }
}
