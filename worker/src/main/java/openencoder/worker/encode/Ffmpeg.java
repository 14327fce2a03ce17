package openencoder.worker.encode;

import openencoder.plan.Plan;
import openencoder.worker.bundled.FfmpegTools;
import openencoder.worker.ffmpeg.EncodeDeadline;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.FfmpegProcess;
import openencoder.worker.sandbox.Protections;
import openencoder.worker.source.Ffprobe;
import openencoder.worker.source.Probe;
import openencoder.worker.source.SourceEnd;
import openencoder.worker.source.SourceLimits;
import openencoder.worker.verify.MadeFile;
import openencoder.worker.verify.Verification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes films with FFmpeg and ffprobe. */
public final class Ffmpeg implements Encoder {
    private final EncodeLimits limits;
    private final FfmpegProcess process;
    private final Ffprobe ffprobe;
    private final Verification verification;

    public Ffmpeg(FfmpegTools tools, Protections protections, EncodeLimits limits) {
        this(tools, protections, limits, SourceLimits.USUAL);
    }

    public Ffmpeg(
            FfmpegTools tools,
            Protections protections,
            EncodeLimits limits,
            SourceLimits sourceLimits) {
        this.limits = limits;
        process = new FfmpegProcess(tools, protections, limits);
        ffprobe = new Ffprobe(tools, protections, sourceLimits);
        verification = new Verification(ffprobe::output);
    }

    @Override
    public Probe probe(Path source) throws InterruptedException {
        var found = ffprobe.source(source);
        SourceEnd.check(source, found.format());
        return found;
    }

    @Override
    public List<MadeFile> encode(Work work, Listener listener) throws InterruptedException {
        var ended = FfmpegProcess.Ended.NOTHING;
        var passes = work.task().passes().size();
        var deadline = limits.total().deadline(longest(work), passes);
        for (var pass = 0; pass < passes; pass++) ended = run(work, pass, deadline, listener);
        return verification.check(work.task(), work.source(), work.outputs(), ended);
    }

    /** Of the source and of what is made of it: slow motion takes its time. */
    private static Optional<Duration> longest(Work work) {
        return Stream.of(work.source().duration(), work.task().length())
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
    }

    private FfmpegProcess.Ended run(Work work, int pass, EncodeDeadline deadline, Listener listener)
            throws InterruptedException {
        var arguments = work.task().passes().get(pass);
        return process.run(
                new FfmpegProcess.Run(
                        arguments,
                        work.outputs().resolveSibling(Plan.SOURCE),
                        work.outputs(),
                        work.pidFile(),
                        work.largestFile(),
                        deadline),
                tick -> listener.reached(pass, tick));
    }
}
