package openencoder.cli.connect;

import openencoder.cli.api.ApiClient;
import openencoder.cli.api.TokenSource;
import openencoder.cli.command.Ask;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.connect.Logins.Login;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Logs in at an API, for later commands. */
@Command(
        name = "login",
        description = {
            "Logs in at an API, for later commands.",
            "Asks for user and password, or reads a line of"
                    + " each from standard input, and stores the address and a token, which only"
                    + " you can read. The token is renewed while commands run; it ends an hour"
                    + " after the last one.",
            "",
            "The stack of openencoder up in the same folder needs no login."
        })
public final class LoginCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "Where. Default: OPENENCODER_API, or where you logged in last.")
    private URI api;

    @Option(names = "--username", paramLabel = "U", description = "Who. Default: it asks.")
    private String username;

    @Override
    public Integer call() {
        var logins = Logins.ofThisUser();
        var base = base(logins);
        var ask = new Ask();
        var user = username == null ? ask.line("User") : username;
        var credentials = Map.of("username", user, "password", ask.secret("Password"));
        try (var client = new ApiClient(base, TokenSource.NONE)) {
            var token = client.post("/api/login", credentials).path("token").asString("");
            if (token.isEmpty())
                throw new CommandFailed("%s is no Open Encoder API.".formatted(base));
            logins.write(new Login(base, token));
        }
        var out = spec.commandLine().getOut();
        out.println("Logged in at %s as %s.".formatted(base, user));
        out.flush();
        return 0;
    }

    private URI base(Logins logins) {
        var found =
                Optional.ofNullable(api)
                        .or(() -> variable().map(URI::create))
                        .or(() -> logins.read().map(Login::api))
                        .orElseThrow(() -> misuse("Say where: --api URL."));
        if (found.getHost() == null || !String.valueOf(found.getScheme()).startsWith("http"))
            throw misuse("--api must look like https://encoder.example.com.");
        return ApiOptions.base(found);
    }

    private static Optional<String> variable() {
        return Optional.ofNullable(System.getenv("OPENENCODER_API")).filter(s -> !s.isBlank());
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
