package openencoder.cli.jobs;

import openencoder.cli.api.WriteFailed;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.connect.ApiConnection;
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
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Brings what jobs made, and waits for them before if need be. */
@Command(
        name = "fetch",
        description = {
            "Brings what jobs made to a folder, and waits for them before if need be.",
            "Exits with 0 if all is there, else with 1."
        })
public final class FetchCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ApiOptions apiOptions;

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            converter = JobNumber.class,
            description = "Their numbers.")
    private List<Long> ids;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where it goes. Default: ./${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    @Option(names = "--json", description = "Print the files, a JSON object for each job.")
    private boolean json;

    @Override
    public Integer call() {
        boolean all = true;
        try (var connection = apiOptions.require()) {
            for (long id : ids) all &= fetch(id, connection);
        }
        return all ? 0 : 1;
    }

    private boolean fetch(long id, ApiConnection connection) {
        var printer = spec.commandLine().getOut();
        List<JobOutputs.Fetched> files;
        try (var board =
                        ProgressBoard.on(
                                json ? new PrintWriter(PrintWriter.nullWriter()) : printer);
                var line = board.line(ids.size() == 1 ? "" : "job " + id)) {
            var job =
                    new JobWatch(connection.api())
                            .untilEnd(id, seen -> line.show(JobProgress.of(seen).inRun()));
            if (!JobWatch.isCompleted(job)) {
                board.close();
                JobFailure.of(id, job).print(spec.commandLine().getErr());
                return false;
            }
            files = bring(job, connection, line);
        } catch (WriteFailed failed) {
            throw new CommandFailed(
                    "%s. Job %d keeps what it made: openencoder fetch %d%s --out DIR"
                            .formatted(failed.getMessage(), id, id, connection.options()),
                    failed);
        }
        if (json) printer.println(asJson(id, files));
        else
            for (var file : files)
                printer.println("  %s  %s".formatted(file.file(), file.description()));
        printer.flush();
        return true;
    }

    private List<JobOutputs.Fetched> bring(
            JsonNode job, ApiConnection connection, ProgressBoard.Line line) {
        var outputs = JobOutputs.of(connection.api(), job);
        boolean isFolder = outputs.files().size() > 1;
        var target = out.resolve(name(job, outputs, isFolder));
        if (Files.exists(target) && !force)
            throw new CommandFailed("%s is there already. --force replaces it.".formatted(target));
        return outputs.fetch(
                connection.api(),
                target,
                isFolder,
                (got, size) -> line.show(JobProgress.fetching(got, size)));
    }

    /** Named after the film, if openencoder encode made the job; else as it is in the storage. */
    private static String name(JsonNode job, JobOutputs outputs, boolean isFolder) {
        var film = JobOutputs.filmName(job);
        var main = outputs.files().getFirst().name();
        var ending = main.substring(Math.max(0, main.lastIndexOf('.')));
        if (film.isPresent()) return isFolder ? film.get() : film.get() + ending;
        return isFolder ? "job-" + job.path("id").asLong(0) : main;
    }

    private static String asJson(long id, List<JobOutputs.Fetched> files) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "job",
                                id,
                                "files",
                                files.stream().map(file -> file.file().toString()).toList()));
    }
}
