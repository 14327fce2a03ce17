package openencoder.web.auth;

import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.refusal.Forbidden;
import openencoder.refusal.Unauthenticated;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.WebSettings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Lets a call through if its token holds, its user still may, and the role suffices. Users are
 * remembered for a while, but never for a route that asks for an admin.
 */
public final class Authenticator implements SnapshotAware {
    private static final int REMEMBERED = 1_000;

    private record Seen(User user, Instant at) {}

    private final TokenVerifier tokens;
    private final Function<UserId, Optional<User>> users;
    private final Duration memory;
    private final InstantSource clock;
    private final Map<UserId, Seen> seen = new ConcurrentHashMap<>();

    public Authenticator(
            TokenVerifier tokens,
            Function<UserId, Optional<User>> users,
            WebSettings settings,
            InstantSource clock) {
        this.tokens = tokens;
        this.users = users;
        memory = settings.userCache();
        this.clock = clock;
    }

    /**
     * @return empty on a route for anyone, whatever the token
     * @throws openencoder.refusal.Refusal if the route needs a role and the token's user has not
     *     got it, or there is no token that holds
     */
    public Optional<Principal> admit(Optional<String> token, RequiredRole required) {
        if (required.least().isEmpty()) return Optional.empty();
        var claims = tokens.verify(token.orElseThrow(Authenticator::missing));
        var user = required == RequiredRole.ADMIN ? stored(claims.user()) : recent(claims);
        if (!user.active() || user.tokenVersion() != claims.version()) throw revoked();
        var least = required.least().get();
        if (!user.role().includes(least))
            throw new Forbidden(
                    "role.insufficient",
                    "This needs the role %s; %s has the role %s."
                            .formatted(least.wireName(), user.username(), user.role().wireName()));
        return Optional.of(new Principal(user.id(), user.username(), user.role()));
    }

    @Override
    public void drop() {
        seen.clear();
        tokens.forget();
    }

    private User recent(AccessClaims claims) {
        var known = seen.get(claims.user());
        if (known == null
                || !clock.instant().isBefore(known.at().plus(memory))
                || claims.version() > known.user().tokenVersion()) return stored(claims.user());
        return known.user();
    }

    private User stored(UserId id) {
        var user = users.apply(id).orElseThrow(Authenticator::revoked);
        if (seen.size() >= REMEMBERED) seen.clear();
        seen.put(id, new Seen(user, clock.instant()));
        return user;
    }

    private static Unauthenticated missing() {
        return new Unauthenticated(
                "token.missing",
                "This needs a token: log in, then send it as 'Authorization: Bearer <token>'.");
    }

    private static Unauthenticated revoked() {
        return new Unauthenticated("token.revoked", "The token has been revoked; log in again.");
    }
}
