package openencoder.cli;

import openencoder.cli.admin.AdminCommand;
import openencoder.cli.api.ApiProblem;
import openencoder.cli.api.WriteFailed;
import openencoder.cli.artifacts.ArtifactsCommand;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.command.Version;
import openencoder.cli.connect.LoginCommand;
import openencoder.cli.connect.LogoutCommand;
import openencoder.cli.connect.PresetsCommand;
import openencoder.cli.deployed.DeploymentProblem;
import openencoder.cli.encode.EncodeCommand;
import openencoder.cli.invoke.InvokeCommand;
import openencoder.cli.jobs.CancelCommand;
import openencoder.cli.jobs.FetchCommand;
import openencoder.cli.jobs.JobsCommand;
import openencoder.cli.jobs.WatchCommand;
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
import java.io.UncheckedIOException;

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
            PresetsCommand.class,
            JobsCommand.class,
            WatchCommand.class,
            CancelCommand.class,
            FetchCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            InvokeCommand.class,
            WorkerCommand.class,
            AdminCommand.class,
            ArtifactsCommand.class,
            CommandLine.HelpCommand.class
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
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(28)
                .setParameterExceptionHandler((misuse, _) -> explain(misuse))
                .setExecutionExceptionHandler((e, line, _) -> explain(e, line));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }

    private static int explain(ParameterException misuse) {
        var line = misuse.getCommandLine();
        line.getErr()
                .println(misuse.getMessage().lines().findFirst().orElse("This makes no sense."));
        line.getErr().println("See %s --help".formatted(line.getCommandSpec().qualifiedName()));
        line.getErr().flush();
        return line.getCommandSpec().exitCodeOnInvalidInput();
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
                    WriteFailed _ ->
                    err.println(e.getMessage());
            case UncheckedIOException failed ->
                    err.println("Not done: %s".formatted(failed.getCause()));
            default -> throw e;
        }
        err.flush();
        return FAILED;
    }
}
