package openencoder.cli.jobs;

import openencoder.cli.connect.ApiOptions;
import openencoder.cli.progress.Columns;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.concurrent.Callable;

/** Lists jobs. */
@Command(name = "jobs", description = "Lists jobs, newest first.")
public final class JobsCommand implements Callable<Integer> {

    private static final int FILM = 40;

    @Spec private CommandSpec spec;
    @Mixin private ApiOptions apiOptions;

    @Option(
            names = "--status",
            paramLabel = "STATE",
            description = "Only those that stand there, such as queued, encoding or completed.")
    private String status;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, up to 100. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var connection = apiOptions.require()) {
            var filter = status == null ? "" : "&status=" + status.replaceAll("[^A-Za-z]", "");
            var page = connection.api().get("/api/jobs?count=%d%s".formatted(count, filter));
            if (json) {
                out.println(page);
            } else {
                page.path("items").forEach(job -> out.println(line(job)));
                if (page.path("items").isEmpty()) out.println("There are no such jobs.");
            }
        }
        out.flush();
        return 0;
    }

    static String line(JsonNode job) {
        var percent =
                job.path("progress").isNumber()
                        ? String.format(Locale.ROOT, "%5.1f %%", job.path("progress").asDouble())
                        : "       ";
        return "%5d  %-11s  %s  %s  %s"
                .formatted(
                        job.path("id").asLong(0),
                        JobWatch.status(job),
                        percent,
                        Columns.padded(Columns.cut(film(job), FILM), FILM),
                        job.path("preset").asString(""))
                .stripTrailing();
    }

    /** The name that the film has where it came from, if the command line sent it. */
    private static String film(JsonNode job) {
        var source = job.path("source").asString("");
        return JobOutputs.filmName(job)
                .orElseGet(() -> source.substring(source.lastIndexOf('/') + 1));
    }
}
