package openencoder.web.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import openencoder.account.Role;
import openencoder.account.Standing;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.web.settings.WebSettings;

import org.springframework.util.function.SingletonSupplier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tokens that are good while a function is primed and nowhere else: their key is made for it and is
 * not kept, and their user does not exist.
 */
public final class PrimingTokens {
    private static final UserId NO_USER = new UserId(Long.MAX_VALUE);
    private static final UserId FIRST = new UserId(1);
    private static final int VERSION = 1;
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final WebSettings settings;
    private final InstantSource clock;
    private final TokenSigner signer;
    // made when it is needed first, which is never without a snapshot
    private final SingletonSupplier<RSAKey> key = SingletonSupplier.of(PrimingTokens::generate);

    public PrimingTokens(WebSettings settings, InstantSource clock) {
        this.settings = settings;
        signer = new TokenSigner(settings);
        this.clock = clock;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048).keyID("priming").generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException("No key to prime with.", failed);
        }
    }

    /** Does its real work, but takes these tokens, and their user for an admin. */
    public Authenticator authenticator(UserRepository users) {
        var keys = new KeySet(new JWKSet(key.obtain()).toString(true), _ -> "", clock);
        return new Authenticator(
                new TokenVerifier(keys, settings, clock),
                id -> id.equals(NO_USER) ? Optional.of(admin(users)) : Optional.empty(),
                settings,
                clock);
    }

    /**
     * @param number makes it another token, and of another length
     */
    public String token(int number) {
        var now = clock.instant();
        var claims = new AccessClaims(NO_USER, VERSION, now.plus(LIFE));
        return signer.sign(claims, now, "x".repeat(1 + number), key.obtain());
    }

    /** With the number of the first user, if there is one, so that there is a user to be shown. */
    private static User admin(UserRepository users) {
        var id = users.find(FIRST).map(User::id).orElse(NO_USER);
        return new User(id, "priming", "", Role.ADMIN, Standing.ACTIVE, VERSION, Instant.EPOCH, 1);
    }
}
