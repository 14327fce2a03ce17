package openencoder.jobs;

import openencoder.account.UserId;
import openencoder.encoding.ffmpeg.FfmpegCommand;
import openencoder.jobs.JobsSettings.Buckets;

import java.nio.file.Path;
import java.util.List;

/** Tells what an order would come to, and refuses it as it would be refused; makes nothing. */
final class DryRun {
    // where a worker puts them, in a folder of the attempt's own
    private static final Path SOURCE = Path.of("src");
    private static final Path OUTPUTS = Path.of("out");
    private static final Path PASS_LOG = Path.of("pass");

    /**
     * @param output where the file will be published
     * @param command as one would type it into a shell
     * @param passes the arguments of each run of FFmpeg
     */
    record Planned(
            String outcome,
            String message,
            int status,
            boolean dryRun,
            String preset,
            String source,
            String output,
            String command,
            List<List<String>> passes) {}

    private final CheckOrder checkOrder;
    private final Buckets buckets;

    DryRun(CheckOrder checkOrder, Buckets buckets) {
        this.checkOrder = checkOrder;
        this.buckets = buckets;
    }

    Planned run(Order order, UserId user) {
        var job = checkOrder.check(order, user);
        var encode = Encode.of(job);
        var outputs = encode.outputs().in(buckets.destination());
        var name = outputs.published().main();
        var files = new FfmpegCommand.Files(SOURCE, OUTPUTS, name, PASS_LOG);
        var command = FfmpegCommand.of(encode.recipe(), files);
        return new Planned(
                "dry_run",
                "Nothing was created",
                200,
                true,
                job.preset().name(),
                job.source().in(buckets.source()).toString(),
                outputs.main().toString(),
                command.display(),
                command.passes());
    }
}
