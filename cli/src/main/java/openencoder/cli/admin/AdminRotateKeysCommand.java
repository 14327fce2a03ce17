package openencoder.cli.admin;

import openencoder.cli.command.CommandFailed;
import openencoder.local.keys.KeyPlace;
import openencoder.local.keys.KeySets;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.InstantSource;

/** Replaces the key that tokens are signed with. */
@Command(
        name = "rotate-keys",
        description =
                "Makes a new key, which signs in ten minutes, when every running function has it."
                        + " Tokens signed with the old one count until they expire.")
final class AdminRotateKeysCommand implements Runnable {

    @Spec private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private KeyOptions whose;

    @Option(
            names = "--revoke",
            description =
                    "The old keys are no longer safe: all tokens are refused within five minutes,"
                            + " and all users must log in again.")
    private boolean revoke;

    @Override
    public void run() {
        whose.use(this::rotate);
    }

    private void rotate(KeyPlace place) {
        var sets =
                place.read()
                        .orElseThrow(
                                () ->
                                        new CommandFailed(
                                                "There are no keys yet; make them with 'admin"
                                                        + " keys'."));
        var now = InstantSource.system().instant();
        var next = revoke ? KeySets.fresh() : sets.rotated(now);
        place.write(next);
        var out = spec.commandLine().getOut();
        next.described(now).forEach(out::println);
        out.flush();
    }
}
