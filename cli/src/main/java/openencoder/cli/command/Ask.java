package openencoder.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Questions to the person at the terminal, or to what stands on standard input. */
public final class Ask {

    private final BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    /** Shown as it is typed. */
    public String line(String what) {
        return Terminal.isThere() ? System.console().readLine("%s: ", what) : next(what);
    }

    /** Not shown while it is typed. */
    public String secret(String what) {
        if (!Terminal.isThere()) return next(what);
        var typed = System.console().readPassword("%s: ", what);
        return typed == null ? "" : new String(typed);
    }

    private String next(String what) {
        try {
            var line = input.readLine();
            if (line == null)
                throw new CommandFailed("%s: give it on standard input.".formatted(what));
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
