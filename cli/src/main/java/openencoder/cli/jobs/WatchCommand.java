package openencoder.cli.jobs;

import openencoder.cli.connect.ApiOptions;
import openencoder.cli.progress.JobProgress;
import openencoder.cli.progress.ProgressBoard;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Shows how far a job is until it ends. */
@Command(
        name = "watch",
        description = {
            "Shows how far a job is until it ends. Ctrl-C ends the watch alone, not the job.",
            "Exits with 0 if the job is completed, else with 1."
        })
public final class WatchCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ApiOptions apiOptions;

    @Parameters(paramLabel = "ID", converter = JobNumber.class, description = "Its number.")
    private long id;

    @Option(
            names = "--json",
            description = "Print the job as the API shows it, one line at each change.")
    private boolean json;

    private String lastPrinted = "";

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var connection = apiOptions.require()) {
            var watch = new JobWatch(connection.api());
            var job = json ? watch.untilEnd(id, seen -> print(out, seen)) : shown(watch, out);
            if (JobWatch.isCompleted(job)) {
                if (!json) out.println("Job %d is completed.".formatted(id));
                out.flush();
                return 0;
            }
            if (!json) JobFailure.of(id, job).print(spec.commandLine().getErr());
            return 1;
        }
    }

    private JsonNode shown(JobWatch watch, PrintWriter out) {
        try (var board = ProgressBoard.on(out);
                var line = board.line("")) {
            return watch.untilEnd(id, seen -> line.show(JobProgress.of(seen)));
        }
    }

    private void print(PrintWriter out, JsonNode job) {
        var text = job.toString();
        if (text.equals(lastPrinted)) return;
        lastPrinted = text;
        out.println(text);
        out.flush();
    }
}
