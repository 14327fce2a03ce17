package openencoder.cli.connect;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** Forgets the login. */
@Command(name = "logout", description = "Forgets what openencoder login stored.")
public final class LogoutCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.println(
                Logins.ofThisUser().forget() ? "The login is forgotten." : "There was no login.");
        out.flush();
        return 0;
    }
}
