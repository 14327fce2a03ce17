package openencoder.worker.ffmpeg;

import openencoder.job.JobError;
import openencoder.worker.bundled.FfmpegTools;
import openencoder.worker.sandbox.Bounds;
import openencoder.worker.sandbox.Child;
import openencoder.worker.sandbox.Protections;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Runs FFmpeg. */
public final class FfmpegProcess {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final FfmpegTools tools;
    private final Protections protections;
    private final EncodeLimits limits;

    public FfmpegProcess(FfmpegTools tools, Protections protections, EncodeLimits limits) {
        this.tools = tools;
        this.protections = protections;
        this.limits = limits;
    }

    /**
     * One run.
     *
     * @param arguments after the program's name; with {@code -progress pipe:1}
     * @param source the one file that it may read
     * @param folder the working folder of the run, and all that it may write to
     * @param pidFile where to note the process
     * @param largestFile in bytes, and the most that all of them may have together
     * @param deadline of the job
     */
    public record Run(
            List<String> arguments,
            Path source,
            Path folder,
            Path pidFile,
            long largestFile,
            EncodeDeadline deadline) {}

    /**
     * A run that FFmpeg ended with 0, which is not yet a success.
     *
     * @param outTime the length that FFmpeg says it encoded
     * @param frames how many it says it encoded; empty without a picture
     * @param stderr its last 64 KB
     */
    public record Ended(Optional<Duration> outTime, Optional<Long> frames, String stderr) {
        public static final Ended NOTHING = new Ended(Optional.empty(), "");

        public Ended(Optional<Duration> outTime, String stderr) {
            this(outTime, Optional.empty(), stderr);
        }
    }

    /**
     * Runs FFmpeg to its end, on the calling thread, which must live as long. An interrupt kills it
     * at once with everything it started.
     *
     * @param ticks told how far it is, about twice a second, on another thread
     * @throws EncodeFailure if it failed, stalled, or took too long
     */
    public Ended run(Run run, Consumer<Tick> ticks) throws InterruptedException {
        var stderr = new Tail();
        var watch = new Watch(ticks, run.deadline());
        try (var child = start(run, watch, stderr)) {
            child.record(run.pidFile());
            var outputs = new FolderSize(run.folder());
            while (!child.waitFor(LOOK)) {
                var overdue = watch.overdue();
                if (overdue.isPresent()) throw stopped(child, "time", overdue.get(), stderr);
                if (outputs.bytes() > run.largestFile())
                    throw stopped(child, "disk", FfmpegExit.TOO_MUCH, stderr);
            }
            if (child.exitCode() != 0) throw FfmpegExit.failure(child.exitCode(), stderr.text());
            var last = watch.last.get();
            return new Ended(last.outTime(), last.frames(), stderr.text());
        }
    }

    private EncodeFailure stopped(Child child, String capacity, String why, Tail stderr)
            throws InterruptedException {
        child.stop(limits.grace());
        return new EncodeFailure(
                JobError.Kind.CAPACITY, "capacity." + capacity, why, stderr.text());
    }

    private Child start(Run run, Watch watch, Tail stderr) {
        var command = new ArrayList<String>();
        command.add(tools.ffmpeg().toString());
        command.addAll(run.arguments());
        return Child.start(
                protections,
                bounds(run),
                command,
                tools.environment(),
                new ProgressReader(watch)::drain,
                stderr::drain);
    }

    private Bounds bounds(Run run) {
        return new Bounds(
                run.folder(),
                true,
                List.of(run.source()),
                run.largestFile(),
                protections.memory(),
                processorTime(run.deadline().left()));
    }

    // in whole seconds, of which the last one is to say so
    private static Duration processorTime(Duration left) {
        return left.plusSeconds(1).multipliedBy(Runtime.getRuntime().availableProcessors());
    }

    /** Notices when nothing moves any more. */
    private final class Watch implements Consumer<Tick> {
        private final Consumer<Tick> listener;
        private final EncodeDeadline deadline;
        private final AtomicLong moved = new AtomicLong(System.nanoTime());
        private final AtomicReference<Tick> last = new AtomicReference<>(Tick.NONE);

        Watch(Consumer<Tick> listener, EncodeDeadline deadline) {
            this.listener = listener;
            this.deadline = deadline;
        }

        @Override
        public void accept(Tick tick) {
            var before = last.getAndSet(tick);
            if (!tick.outTime().equals(before.outTime())) moved.set(System.nanoTime());
            listener.accept(tick);
        }

        Optional<String> overdue() {
            var now = System.nanoTime();
            if (now - moved.get() > limits.stall().toNanos())
                return Optional.of(
                        "FFmpeg made no progress for %s and was stopped."
                                .formatted(EncodeDeadline.inWords(limits.stall())));
            return deadline.left().isZero() ? Optional.of(deadline.message()) : Optional.empty();
        }
    }
}
