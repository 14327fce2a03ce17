package openencoder.worker.verify;

import openencoder.job.JobError;
import openencoder.media.StreamKind;
import openencoder.plan.EncodeTask;
import openencoder.worker.ffmpeg.DecisiveLine;
import openencoder.worker.ffmpeg.EncodeFailure;
import openencoder.worker.ffmpeg.FfmpegProcess;
import openencoder.worker.ffmpeg.SourceDamage;
import openencoder.worker.source.Probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what FFmpeg made, for it ends with 0 on a full disk (HLS) and after half of a broken
 * source.
 */
public final class Verification {
    private static final Duration LEAST_TOLERANCE = Duration.ofMillis(500);

    /** In bytes. */
    private static final long FULL = 64 << 10;

    // about a frame; for a source that is known to be damaged
    private static final Duration LEAST_LOSS = Duration.ofMillis(50);

    /** Tells what a file of ours is, with its packets counted. */
    public interface Look {
        Probe at(Path file) throws InterruptedException;
    }

    private final Look look;

    public Verification(Look look) {
        this.look = look;
    }

    /**
     * @param source as probed before the encode
     * @param folder where the outputs are
     * @param ended what FFmpeg said of its last pass
     * @return every file of the output, the main one first
     * @throws EncodeFailure {@code output.invalid}, {@code source.truncated} or {@code
     *     source.damaged}
     */
    public List<MadeFile> check(
            EncodeTask task, Probe source, Path folder, FfmpegProcess.Ended ended)
            throws InterruptedException {
        var check = new Check(task, source, folder, ended);
        return task.format().isSegmented() ? check.playlist() : check.film();
    }

    private final class Check {
        private final EncodeTask task;
        private final Probe source;
        private final Path folder;
        private final FfmpegProcess.Ended ended;
        private final SourceDamage damage;

        Check(EncodeTask task, Probe source, Path folder, FfmpegProcess.Ended ended) {
            this.task = task;
            this.source = source;
            this.folder = folder;
            this.ended = ended;
            damage = SourceDamage.in(ended.stderr());
        }

        List<MadeFile> film() throws InterruptedException {
            checkKeyFrame();
            var file = present(task.main());
            var probe = look.at(file);
            checkStreams(probe);
            checkWritten(probe);
            checkLength(probe.isEstimate() ? ended.outTime() : probe.duration());
            checkEachStream(probe);
            checkFrames(probe);
            return List.of(made(file, Optional.of(probe)));
        }

        List<MadeFile> playlist() throws InterruptedException {
            checkKeyFrame();
            var file = present(task.main());
            var playlist = parsed(file);
            if (!playlist.isWhole()) throw invalid("its playlist has no end");
            if (playlist.segments().isEmpty()) throw invalid("its playlist names no segments");
            var probe = look.at(file);
            checkStreams(probe);
            checkWritten(probe);
            checkLength(Optional.of(playlist.length()));
            checkFrames(probe);
            var made = new ArrayList<MadeFile>();
            made.add(made(file, Optional.of(probe)));
            for (var segment : playlist.segments().stream().distinct().toList())
                made.add(made(present(segment), Optional.empty()));
            return made;
        }

        private HlsPlaylist parsed(Path file) {
            try {
                return HlsPlaylist.parse(read(file));
            } catch (IllegalArgumentException senseless) {
                throw invalid("its playlist makes no sense: " + senseless.getMessage());
            }
        }

        private MadeFile made(Path file, Optional<Probe> probe) {
            return new MadeFile(file, folder.relativize(file).toString(), probe);
        }

        private Path present(String name) {
            var file = folder.resolve(name);
            // a playlist is text that could name anything; only its own folder is ours to publish
            if (!folder.equals(file.normalize().getParent()) || size(file) == 0)
                throw invalid(name + " is missing or empty");
            return file;
        }

        private boolean isCopiedFromWithin() {
            return task.promise().copiedFrom().isPositive();
        }

        /** Copied pictures begin with a key frame, and the part that is taken may have none. */
        private void checkKeyFrame() {
            var hasPictures = task.promise().kinds().contains(StreamKind.VIDEO);
            if (!isCopiedFromWithin() || !hasPictures || ended.frames().isPresent()) return;
            throw new EncodeFailure(
                    JobError.Kind.SETTINGS,
                    "settings.clip",
                    "The part that the preset takes has no key frame, and copied pictures begin"
                            + " with one; take a longer part, or encode it.",
                    ended.stderr());
        }

        private void checkStreams(Probe made) {
            for (var kind : task.promise().kinds())
                if (!made.has(kind)) throw without(kind, "it has no %s stream");
            if (made.streams().isEmpty()) throw invalid("it holds neither video nor audio");
            for (var stream : made.streams())
                if (stream.packets().orElse(0L) == 0)
                    throw without(stream.kind(), "its %s stream is empty");
        }

        private EncodeFailure without(StreamKind kind, String what) {
            var name = kind.name().toLowerCase();
            if (damage.isDamaged())
                return damaged("No %s of the source could be read".formatted(name));
            return invalid(what.formatted(name));
        }

        private void checkLength(Optional<Duration> found) {
            var made = found.orElseThrow(() -> invalid("it does not say how long it is"));
            if (isCopiedFromWithin()) {
                checkCopiedLength(made);
                return;
            }
            var told = ended.outTime();
            if (told.isPresent() && isShorter(made, told.get()))
                throw invalid("%s of it are missing".formatted(minus(told.get(), made)));
            if (task.promise().length().isEmpty()) return;
            var promised = task.promise().length().get();
            if (isCutShort(made, promised)) throw truncated(made, promised);
            var most = told.filter(length -> length.compareTo(promised) > 0).orElse(promised);
            if (isShorter(most, made))
                throw invalid("it is %s too long".formatted(minus(made, most)));
        }

        // FFmpeg counts copied streams from the source's start. Sound begins where it was told to;
        // pictures begin later, and all that can be known is where they end.
        private void checkCopiedLength(Duration made) {
            if (task.promise().length().isEmpty()) return;
            var promised = task.promise().length().get();
            var hasSound = task.promise().kinds().contains(StreamKind.AUDIO);
            var reached = ended.outTime().map(end -> end.minus(task.promise().copiedFrom()));
            var length = hasSound ? made : reached.orElse(made);
            if (isCutShort(length, promised)) throw truncated(length, promised);
        }

        // sound that is whole must not hide a picture that breaks off
        private void checkEachStream(Probe made) {
            if (!task.promise().isWhole() || source.isEstimate()) return;
            for (var stream : made.streams()) {
                var promised = source.lengthOf(stream.kind());
                if (promised.isEmpty() || stream.duration().isEmpty()) continue;
                if (isCutShort(stream.duration().get(), promised.get()))
                    throw truncated(stream.duration().get(), promised.get());
            }
        }

        /** What FFmpeg encoded but the disk did not take. */
        private void checkWritten(Probe made) {
            var found = made.first(StreamKind.VIDEO).flatMap(Probe.Stream::packets);
            if (found.isEmpty() || ended.frames().isEmpty()) return;
            var missing = ended.frames().get() - found.get();
            if (isMany(missing, ended.frames().get()))
                throw invalid(
                        "%d of its %d frames are missing".formatted(missing, ended.frames().get()));
        }

        /** Frames that the decoder gave up leave no gap in the length, only in the count. */
        private void checkFrames(Probe made) {
            if (!damage.isDamaged() || !task.promise().keepsFrames()) return;
            var promised = framesOf(source);
            var found = made.first(StreamKind.VIDEO).flatMap(Probe.Stream::packets);
            if (promised.isEmpty() || found.isEmpty()) return;
            var missing = promised.get() - found.get();
            if (isMany(missing, promised.get()))
                throw damaged(
                        "The source is damaged: %d of about %d frames could not be read"
                                .formatted(missing, promised.get()));
        }

        private static boolean isMany(long missing, long all) {
            return missing > Math.max(1, all / 50);
        }

        private boolean isCutShort(Duration made, Duration promised) {
            if (!damage.isDamaged()) return isShorter(made, promised);
            var loss = atLeast(LEAST_LOSS, promised.dividedBy(50));
            var most = damage.endsEarly() && loss.compareTo(LEAST_TOLERANCE) > 0;
            return made.compareTo(promised.minus(most ? LEAST_TOLERANCE : loss)) < 0;
        }

        private EncodeFailure damaged(String what) {
            return new EncodeFailure(
                    JobError.Kind.SOURCE,
                    damage.endsEarly() ? "source.truncated" : "source.damaged",
                    what + decisiveLine(),
                    ended.stderr());
        }

        private String decisiveLine() {
            return DecisiveLine.of(ended.stderr()).map(line -> ": " + line).orElse(".");
        }

        private EncodeFailure truncated(Duration made, Duration promised) {
            var message =
                    "The source promises %s s but only %s s of it could be read%s"
                            .formatted(seconds(promised), seconds(made), decisiveLine());
            return new EncodeFailure(
                    JobError.Kind.SOURCE, "source.truncated", message, ended.stderr());
        }

        // On a full disk FFmpeg's HLS muxer says nothing and ends with 0.
        private EncodeFailure invalid(String reason) {
            if (freeSpace(folder) < FULL)
                return new EncodeFailure(
                        JobError.Kind.CAPACITY,
                        "capacity.disk",
                        "The worker's disk was full before the encode was done: " + reason + ".",
                        ended.stderr());
            var line = DecisiveLine.of(ended.stderr()).map(text -> " (" + text + ")").orElse("");
            return new EncodeFailure(
                    JobError.Kind.INTERNAL,
                    "output.invalid",
                    "FFmpeg reported success but the output is unusable: " + reason + line,
                    ended.stderr());
        }
    }

    private static boolean isShorter(Duration length, Duration than) {
        return length.compareTo(than.minus(tolerance(than))) < 0;
    }

    private static Duration tolerance(Duration length) {
        return atLeast(LEAST_TOLERANCE, length.dividedBy(50));
    }

    private static Duration atLeast(Duration least, Duration length) {
        return length.compareTo(least) > 0 ? length : least;
    }

    private static Optional<Long> framesOf(Probe source) {
        var rate = source.first(StreamKind.VIDEO).map(Probe.Stream::frameRate).filter(r -> r > 0);
        var length = source.lengthOf(StreamKind.VIDEO).or(source::duration);
        if (rate.isEmpty() || length.isEmpty()) return Optional.empty();
        return Optional.of(Math.round(rate.get() * length.get().toMillis() / 1_000));
    }

    private static String minus(Duration longer, Duration shorter) {
        return seconds(longer.minus(shorter)) + " s";
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1_000.0);
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long freeSpace(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
