package openencoder.cli.connect;

import openencoder.cli.api.ApiClient;
import openencoder.cli.api.RenewedToken;
import openencoder.cli.api.TokenSource;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.connect.Logins.Login;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The options that say which API, and the search for it where they are not given. */
public final class ApiOptions {

    private static final String API = "OPENENCODER_API";
    private static final String DATA = ".openencoder";
    private static final String TOKEN = "OPENENCODER_TOKEN";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description =
                    "Use the API there. Default: the stack that runs on the data folder, then"
                            + " OPENENCODER_API, then where you logged in.")
    private URI api;

    @Option(
            names = "--token",
            paramLabel = "T",
            description =
                    "Your token there. Default: OPENENCODER_TOKEN, which other users of this"
                            + " machine do not see, then that of openencoder login.")
    private String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DATA,
            description = "The data folder of openencoder up. Default: ${DEFAULT-VALUE}.")
    private Path data;

    private final Logins logins = Logins.ofThisUser();

    /** What the options and the environment name, or what runs here. */
    public Optional<ApiConnection> find() {
        check();
        if (api != null) return Optional.of(named(api, "--api", " --api " + base(api)));
        var here = StackHere.on(data);
        if (here.isPresent()) return here.map(stack -> stack.connection(dataOption()));
        var variable = variable(API);
        if (variable.isPresent()) return variable.map(text -> named(parsed(text, API), API, ""));
        return logins.read()
                .map(login -> connected(login.api(), login.token(), "you logged in there", ""));
    }

    /**
     * @throws CommandFailed if there is none
     */
    public ApiConnection require() {
        return find().orElseThrow(
                        () ->
                                new CommandFailed(
                                        "No Open Encoder runs on %s. Start one with openencoder up,"
                                                        .formatted(data)
                                                + " or name one: --api URL, OPENENCODER_API, or"
                                                + " openencoder login."));
    }

    /** Refuses what makes no sense. */
    public void check() {
        if (api != null) checked(api, "--api");
        if (api == null && token != null) throw misuse("--token needs --api URL.");
    }

    private ApiConnection named(URI uri, String why, String options) {
        var base = base(checked(uri, why));
        var stored = logins.read().filter(login -> login.api().equals(base)).map(Login::token);
        var found =
                Optional.ofNullable(token)
                        .or(() -> variable(TOKEN))
                        .or(() -> stored)
                        .orElseThrow(
                                () ->
                                        new CommandFailed(
                                                "You are not logged in at %1$s: openencoder login"
                                                                .formatted(base)
                                                        + " --api %s, or set OPENENCODER_TOKEN."
                                                                .formatted(base)));
        return connected(base, found, why, options);
    }

    private ApiConnection connected(URI base, String found, String why, String options) {
        TokenSource source =
                new RenewedToken(
                        base,
                        found,
                        InstantSource.system(),
                        (old, next) -> remember(base, old, next));
        return new ApiConnection(
                new ApiClient(base, source), "Using %s (%s)".formatted(base, why), options);
    }

    private String dataOption() {
        return data.equals(Path.of(DATA)) ? "" : " --data " + data;
    }

    /** A token that was stored is renewed where it is stored. */
    private void remember(URI base, String old, String next) {
        logins.read()
                .filter(login -> login.api().equals(base) && login.token().equals(old))
                .ifPresent(_ -> logins.write(new Login(base, next)));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
    }

    private URI parsed(String text, String name) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException _) {
            throw misuse("%s must look like https://encoder.example.com.".formatted(name));
        }
    }

    private URI checked(URI uri, String name) {
        boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (isHttp && uri.getHost() != null) return uri;
        throw misuse("%s must look like https://encoder.example.com.".formatted(name));
    }

    /** Both https://host and https://host/api/ are what people paste. */
    static URI base(URI api) {
        return URI.create(api.toString().replaceAll("/+$", "").replaceAll("/api$", ""));
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
