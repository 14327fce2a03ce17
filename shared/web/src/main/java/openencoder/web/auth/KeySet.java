package openencoder.web.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;

import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

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
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The RSA keys of a JWK set, by their kid. The set is read again when it was read five minutes ago,
 * and for a kid that is not there, but at most once a minute; so keys can be rotated under running
 * functions. A key may say from when on it signs ({@code nbf}) and until when it counts ({@code
 * exp}), both in seconds since 1970.
 */
public final class KeySet implements SnapshotAware {
    private static final Logger log = LoggerFactory.getLogger(KeySet.class);
    private static final Duration BETWEEN_READS = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final String ARN = "arn:";
    private static final int LEAST_BITS = 2048;

    private record Loaded(List<RSAKey> inOrder, Map<String, RSAKey> byId, Instant at) {
        static final Loaded NONE = new Loaded(List.of(), Map.of(), Instant.EPOCH);
    }

    private final String location;
    private final InstantSource clock;
    private final SecretReader secrets;
    private final Object reading = new Object();
    private volatile Loaded loaded;

    /**
     * Reads them at once, so that a wrong place stops the start. A secret may still be empty, as it
     * is when a stack is deployed for the first time: then there are no keys until there are.
     *
     * @param location {@code file:/path}, the ARN of a secret, or the set itself as JSON
     */
    public KeySet(String location, SecretReader secrets, InstantSource clock) {
        this.location = location;
        this.secrets = secrets;
        this.clock = clock;
        loaded = location.startsWith(ARN) ? readAgain(Loaded.NONE) : load();
    }

    /** The key with this kid, if it is one of the set and counts. */
    public Optional<RSAKey> find(String id) {
        readAgainIfOlderThan(FRESH);
        if (!loaded.byId().containsKey(id)) readAgainIfOlderThan(BETWEEN_READS);
        return Optional.ofNullable(loaded.byId().get(id)).filter(this::counts);
    }

    /** Those that new tokens may be signed with now, the best first. */
    public List<RSAKey> forSigning() {
        readAgainIfOlderThan(loaded.inOrder().isEmpty() ? BETWEEN_READS : FRESH);
        return loaded.inOrder().stream()
                .filter(this::counts)
                .filter(key -> !isBefore(key.getNotBeforeTime()))
                .toList();
    }

    /** The public halves of those that count, as {@code /.well-known/jwks.json} shows them. */
    public Map<String, Object> publicSet() {
        readAgainIfOlderThan(FRESH);
        var counting = loaded.inOrder().stream().filter(this::counts).<JWK>map(key -> key);
        return new JWKSet(counting.toList()).toJSONObject(true);
    }

    @Override
    public void drop() {
        loaded = Loaded.NONE;
    }

    @Override
    public void renew() {
        loaded = load();
    }

    private boolean counts(JWK key) {
        return key.getExpirationTime() == null || isBefore(key.getExpirationTime());
    }

    private boolean isBefore(Date moment) {
        return moment != null && clock.instant().isBefore(moment.toInstant());
    }

    private void readAgainIfOlderThan(Duration age) {
        if (isYoungerThan(age)) return;
        synchronized (reading) {
            if (!isYoungerThan(age)) loaded = readAgain(loaded);
        }
    }

    private boolean isYoungerThan(Duration age) {
        return clock.instant().isBefore(loaded.at().plus(age));
    }

    /** The keys we have go on to count when the set cannot be read for a moment. */
    private Loaded readAgain(Loaded before) {
        try {
            return load();
        } catch (RuntimeException failed) {
            log.atWarn().setCause(failed).log("Keys not read");
            return new Loaded(before.inOrder(), before.byId(), clock.instant());
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
        if (location.startsWith(ARN)) return secrets.read(location);
        if (!location.startsWith("file:"))
            throw new IllegalStateException(
                    "Keys cannot be read from there; say " + WebSettings.KEYS);
        try {
            return Files.readString(Path.of(URI.create(location)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
