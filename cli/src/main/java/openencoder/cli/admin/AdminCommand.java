package openencoder.cli.admin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What only an operator of a deployed stack can do. */
@Command(
        name = "admin",
        description = "Looks after a stack; a deployed one with your own AWS credentials.",
        subcommands = {
            AdminCreateCommand.class,
            AdminKeysCommand.class,
            AdminRotateKeysCommand.class
        })
public final class AdminCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
