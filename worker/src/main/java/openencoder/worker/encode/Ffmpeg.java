package openencoder.worker.encode;

import openencoder.plan.Plan;
import openencoder.worker.bundled.FfmpegTools;
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
import java.util.List;

/** Makes films with FFmpeg and ffprobe. */
public final class Ffmpeg implements Encoder {
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
        for (var pass = 0; pass < work.task().passes().size(); pass++)
            ended = run(work, pass, listener);
        return verification.check(work.task(), work.source(), work.outputs(), ended);
    }

    private FfmpegProcess.Ended run(Work work, int pass, Listener listener)
            throws InterruptedException {
        var arguments = work.task().passes().get(pass);
        return process.run(
                new FfmpegProcess.Run(
                        arguments,
                        work.outputs().resolveSibling(Plan.SOURCE),
                        work.outputs(),
                        work.pidFile(),
                        work.largestFile()),
                tick -> listener.reached(pass, tick));
    }
}
