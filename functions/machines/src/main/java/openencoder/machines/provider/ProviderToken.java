package openencoder.machines.provider;

import openencoder.web.settings.SecretReader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The token that the provider knows us by, read again when it was read a minute ago. */
public final class ProviderToken implements Supplier<String> {
    public static final String LOCATION =
            "where the token is: file:/path or the ARN of a secret, whose text it is";

    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Read(String token, Instant at) {}

    private final String location;
    private final SecretReader secrets;
    private final InstantSource clock;
    private Read last;

    /**
     * @param location {@code file:/path} or the ARN of a secret
     */
    public ProviderToken(String location, SecretReader secrets, InstantSource clock) {
        if (!location.startsWith("file:") && !location.startsWith("arn:"))
            throw new IllegalStateException(
                    "DIGITALOCEAN_TOKEN is set to something else; it must be " + LOCATION);
        this.location = location;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public synchronized String get() {
        var now = clock.instant();
        if (last == null || !now.isBefore(last.at().plus(FRESH))) last = new Read(read(), now);
        return last.token();
    }

    private String read() {
        return location.startsWith("arn:") ? secrets.read(location) : file();
    }

    private String file() {
        try {
            return Files.readString(Path.of(URI.create(location)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
