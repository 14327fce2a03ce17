package openencoder.emulators.iam;

import openencoder.emulators.iam.policy.Policy;
import openencoder.emulators.iam.signature.Credential;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All sessions, in memory: after a restart they are unknown, and whoever had one asks for another.
 * One that is over is remembered for an hour, so that it can be told from a foreign one.
 */
public final class Sessions {
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byKey = new ConcurrentHashMap<>();
    private final Clock clock;

    public Sessions(Clock clock) {
        this.clock = clock;
    }

    Session begin(Role role, String name, Optional<Policy> own, Duration life) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        byKey.values().removeIf(s -> s.credential().expires().plus(REMEMBERED).isBefore(now));
        var credential = new Credential(key(), text(30), Optional.of(text(240)), now.plus(life));
        var session = new Session(credential, name, role, own);
        byKey.put(credential.accessKeyId(), session);
        return session;
    }

    Optional<Session> find(String accessKeyId) {
        return Optional.ofNullable(byKey.get(accessKeyId));
    }

    private String key() {
        var key = new StringBuilder("ASIA");
        random.ints(16, 0, KEY_LETTERS.length()).forEach(i -> key.append(KEY_LETTERS.charAt(i)));
        return key.toString();
    }

    private String text(int bytes) {
        var noise = new byte[bytes];
        random.nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise);
    }
}
