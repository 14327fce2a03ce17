package openencoder.cli.artifacts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What rented machines load. */
@Command(
        name = "artifacts",
        description = "Makes what rented machines load: the worker, FFmpeg and a Java.",
        subcommands = {ArtifactsBuildCommand.class, ArtifactsUploadCommand.class})
public final class ArtifactsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
