package openencoder.cli;

import openencoder.cli.admin.AdminCommand;
import openencoder.cli.api.ApiProblem;
import openencoder.cli.artifacts.ArtifactsCommand;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.command.Version;
import openencoder.cli.deployed.DeploymentProblem;
import openencoder.cli.encode.EncodeCommand;
import openencoder.cli.encode.Encoding;
import openencoder.cli.invoke.InvokeCommand;
import openencoder.cli.run.UpCommand;
import openencoder.cli.run.WorkerCommand;
import openencoder.cloud.template.TemplateException;
import openencoder.local.StackProblem;
import openencoder.local.artifacts.ArtifactProblem;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;

/** {@code openencoder} itself: says what it can do. */
@Command(
        name = "openencoder",
        description = "Encodes videos, on this machine or through an Open Encoder API.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = {
            EncodeCommand.class,
            UpCommand.class,
            InvokeCommand.class,
            WorkerCommand.class,
            AdminCommand.class,
            ArtifactsCommand.class
        })
public final class OpenEncoderCommand implements Runnable {

    private static final int FAILED = 1;

    @Spec private CommandSpec spec;

    /**
     * @return the exit code
     */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    public static CommandLine commandLine() {
        return new CommandLine(new OpenEncoderCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, _) -> explain(e, line));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }

    private static int explain(Exception e, CommandLine line) throws Exception {
        PrintWriter err = line.getErr();
        switch (e) {
            case StackProblem _,
                    TemplateException _,
                    ArtifactProblem _,
                    DeploymentProblem _,
                    ApiProblem _,
                    CommandFailed _,
                    Encoding.Failed _ ->
                    err.println(e.getMessage());
            default -> throw e;
        }
        err.flush();
        return FAILED;
    }
}
