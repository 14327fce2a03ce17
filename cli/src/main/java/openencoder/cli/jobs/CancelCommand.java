package openencoder.cli.jobs;

import openencoder.cli.connect.ApiOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Map;
import java.util.concurrent.Callable;

/** Cancels a job. */
@Command(name = "cancel", description = "Cancels a job that has not ended.")
public final class CancelCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ApiOptions apiOptions;

    @Parameters(paramLabel = "ID", converter = JobNumber.class, description = "Its number.")
    private long id;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var connection = apiOptions.require()) {
            var answer = connection.api().post("/api/jobs/%d/cancel".formatted(id), Map.of());
            out.println(json ? answer.toString() : "Job %d is cancelled.".formatted(id));
        }
        out.flush();
        return 0;
    }
}
