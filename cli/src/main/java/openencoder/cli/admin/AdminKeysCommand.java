package openencoder.cli.admin;

import openencoder.local.keys.KeyPlace;
import openencoder.local.keys.KeySets;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.time.InstantSource;

/** Makes a stack's first keys, and shows what keys it has. */
@Command(
        name = "keys",
        description =
                "Makes the first key that tokens are signed with, if there is none, and tells"
                        + " which there are.")
final class AdminKeysCommand implements Runnable {

    @Spec private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private KeyOptions whose;

    @Override
    public void run() {
        whose.use(this::show);
    }

    private void show(KeyPlace place) {
        if (place.read().isEmpty()) place.write(KeySets.fresh());
        var out = spec.commandLine().getOut();
        place.read()
                .orElseThrow()
                .described(InstantSource.system().instant())
                .forEach(out::println);
        out.flush();
    }
}
