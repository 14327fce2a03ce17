package openencoder.cloud.iam;

import openencoder.cloud.iam.policy.Policy;
import openencoder.cloud.iam.signature.Credential;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All sessions, in memory: after a restart they are unknown, and their holders ask for new ones.
 * One that is over is remembered for an hour, so that it can be told from a foreign one.
 */
public final class RoleSessions {
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, RoleSession> byKey = new ConcurrentHashMap<>();
    private final Clock clock;

    public RoleSessions(Clock clock) {
        this.clock = clock;
    }

    RoleSession begin(IamRole role, String name, Optional<Policy> own, Duration life) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        byKey.values().removeIf(s -> s.credential().expires().plus(REMEMBERED).isBefore(now));
        var credential = new Credential(key(), text(30), Optional.of(text(240)), now.plus(life));
        var session = new RoleSession(credential, name, role, own);
        byKey.put(credential.accessKeyId(), session);
        return session;
    }

    Optional<RoleSession> find(String accessKeyId) {
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
