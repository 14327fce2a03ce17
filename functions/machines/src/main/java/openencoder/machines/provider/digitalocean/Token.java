package openencoder.machines.provider.digitalocean;

import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;

import java.util.Optional;
import java.util.function.Supplier;

/** The token for the API, looked up anew for each request, for it may be replaced at any time. */
final class Token {
    static final String SCOPES =
            "droplet:create, droplet:read, droplet:delete, tag:create, tag:read,"
                    + " image:read, regions:read, sizes:read, ssh_key:read, vpc:read, actions:read";

    /** Stands in a secret, which must not be empty, until a token takes its place. */
    private static final String NONE = "unset";

    private final Supplier<String> source;
    private final String sourceName;

    Token(Supplier<String> source, String sourceName) {
        this.source = source;
        this.sourceName = sourceName;
    }

    String get() {
        var token = Optional.ofNullable(source.get()).orElse("").strip();
        if (token.isEmpty() || token.equalsIgnoreCase(NONE))
            throw unconfigured("No DigitalOcean API token is configured.");
        if (!token.matches("[\\x21-\\x7e]+"))
            throw unconfigured("What is configured as DigitalOcean API token cannot be one.");
        return token;
    }

    private ProviderFailure unconfigured(String what) {
        return new ProviderFailure(
                Kind.UNCONFIGURED,
                what
                        + " Create one at DigitalOcean with the scopes "
                        + SCOPES
                        + ", and put it "
                        + place()
                        + ".",
                Optional.empty());
    }

    private String place() {
        if (sourceName.startsWith("file:")) return "into the file that DIGITALOCEAN_TOKEN names";
        return "into the secret: aws secretsmanager put-secret-value --secret-id "
                + sourceName
                + " --secret-string dop_v1_...";
    }
}
