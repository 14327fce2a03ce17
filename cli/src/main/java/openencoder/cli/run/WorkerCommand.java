package openencoder.cli.run;

import openencoder.cli.command.CommandFailed;
import openencoder.cli.command.ProjectHome;
import openencoder.local.worker.WorkerProgram;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;

/** Runs one worker agent as a droplet would. */
@Command(
        name = "worker",
        description = {
            "Runs one worker in the foreground.",
            "Its environment alone says what it works for: JOBS_TABLE, WORKERS_TABLE,"
                    + " JOBS_QUEUE_URL, SOURCE_BUCKET, DESTINATION_BUCKET, AWS_REGION and the SDK's"
                    + " other variables; WORKER_ID, WORK_DIR, FFMPEG_PATH."
        })
public final class WorkerCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        var libraries = WorkerProgram.libraries(ProjectHome.path());
        if (!Files.isDirectory(libraries))
            throw new CommandFailed(
                    "%s is missing; build it with ./mvnw package.".formatted(libraries));
        var worker = new ProcessBuilder(WorkerProgram.command(libraries)).inheritIO().start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    worker.destroy();
                                    worker.onExit().join();
                                }));
        return worker.waitFor();
    }
}
