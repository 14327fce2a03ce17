package openencoder.web;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The RSA keys of a JWK set, by their kid. A kid that is not there makes the set be read again, at
 * most once a minute, so that keys can be rotated under running functions.
 */
public final class Keys {
    static final String LOCATION =
            "where the JWK set is: file:/path, the ARN of a secret, or the set itself as JSON";

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final Duration BETWEEN_READS = Duration.ofMinutes(1);
    private static final int LEAST_BITS = 2048;

    private record Loaded(List<RSAKey> inOrder, Map<String, RSAKey> byId, Instant at) {}

    private final String location;
    private final InstantSource clock;
    private final SecretReader secrets;
    private volatile Loaded loaded;

    /**
     * Reads them at once, so that a wrong place stops the start.
     *
     * @param location {@code file:/path}, the ARN of a secret, or the set itself as JSON
     */
    public Keys(String location, SecretReader secrets, InstantSource clock) {
        this.location = location;
        this.secrets = secrets;
        this.clock = clock;
        loaded = load();
    }

    /** The key with this kid, if it is one of the set. */
    public Optional<RSAKey> find(String id) {
        var found = loaded.byId().get(id);
        if (found != null) return Optional.of(found);
        if (clock.instant().isBefore(loaded.at().plus(BETWEEN_READS))) return Optional.empty();
        loaded = reloaded();
        return Optional.ofNullable(loaded.byId().get(id));
    }

    /** The first of the set: what new tokens are signed with. */
    public RSAKey newest() {
        return loaded.inOrder().getFirst();
    }

    /** The public halves, as {@code /.well-known/jwks.json} shows them. */
    public Map<String, Object> publicSet() {
        return new JWKSet(List.copyOf(loaded.inOrder())).toJSONObject(true);
    }

    /** The keys we have go on to count when the set cannot be read for a moment. */
    private Loaded reloaded() {
        try {
            return load();
        } catch (IllegalStateException | UncheckedIOException failed) {
            LOG.atWarn().setCause(failed).log("Keys not read again");
            return new Loaded(loaded.inOrder(), loaded.byId(), clock.instant());
        }
    }

    private Loaded load() {
        try {
            var keys =
                    JWKSet.parse(read()).getKeys().stream()
                            .filter(RSAKey.class::isInstance)
                            .map(RSAKey.class::cast)
                            .filter(key -> key.getKeyID() != null && key.size() >= LEAST_BITS)
                            .toList();
            if (keys.isEmpty())
                throw new IllegalStateException(
                        "The JWK set has no RSA key of 2,048 bits or more with a kid.");
            var byId = keys.stream().collect(Collectors.toMap(RSAKey::getKeyID, key -> key));
            return new Loaded(keys, byId, clock.instant());
        } catch (ParseException broken) {
            throw new IllegalStateException("The JWK set cannot be read.", broken);
        }
    }

    private String read() {
        if (location.startsWith("{")) return location;
        if (location.startsWith("arn:")) return secrets.read(location);
        if (!location.startsWith("file:"))
            throw new IllegalStateException("Keys cannot be read from there; say " + LOCATION);
        try {
            return Files.readString(Path.of(URI.create(location)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
