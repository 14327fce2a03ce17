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
    private static final String SCHEME = "bearer ";

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
     * @param authorization the header, as sent
     * @return empty on a route for anyone, whatever the header says
     */
    public Optional<Principal> admit(Optional<String> authorization, Access access) {
        if (access.least().isEmpty()) return Optional.empty();
        var claims =
                tokens.verify(
                        authorization
                                .flatMap(Authenticator::bearer)
                                .orElseThrow(Authenticator::missing));
        var user = access == Access.ADMIN ? stored(claims.user()) : recent(claims);
        if (!user.active() || user.tokenVersion() != claims.version()) throw revoked();
        if (!user.role().includes(access.least().get()))
            throw new Forbidden(
                    "role.insufficient",
                    "This needs the role %s; %s has the role %s."
                            .formatted(
                                    access.least().get().wireName(),
                                    user.username(),
                                    user.role().wireName()));
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

    /** The token in the header, as sent. */
    public static Optional<String> bearer(String authorization) {
        var header = authorization.strip();
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static Unauthenticated missing() {
        return new Unauthenticated(
                "token.missing",
                "This needs a token: log in, then send it as 'Authorization: Bearer <token>'.");
    }

    private static Unauthenticated revoked() {
        return new Unauthenticated(
                "token.revoked", "The token does not count any more; log in again.");
    }
}
