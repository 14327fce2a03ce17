package openencoder.auth;

import openencoder.web.priming.Primed;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** Hashes passwords with Argon2id, written as PHC strings. */
final class Passwords implements Primed {
    // cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html, the least it
    // advises
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final String PREFIX = "$argon2id$";
    // 32 bytes in Base64 without padding
    private static final int HASH_CHARACTERS = 43;

    // of nothing but zeros, which no password has
    private static final String HASH_OF_NO_USER =
            "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                    .formatted(
                            MEMORY_KIB, PASSES, LANES, "A".repeat(22), "A".repeat(HASH_CHARACTERS));

    private final PasswordEncoder encoder;

    Passwords() {
        this(new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES));
    }

    /** For tests that count how often a password is hashed. */
    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    /** Hashes one, as any log-in does. */
    @Override
    public void prime() {
        matches("of no user", Optional.empty());
    }

    String hash(String password) {
        return encoder.encode(canonical(password));
    }

    /** Whether the password is that of the hash; as much work without a hash as with one. */
    boolean matches(String password, Optional<String> hash) {
        return encoder.matches(canonical(password), hash.orElse(HASH_OF_NO_USER))
                && hash.isPresent();
    }

    /**
     * Whether it was made with less than we spend today, so that the password's next use mends it.
     */
    boolean isWeak(String hash) {
        var isArgon2id = hash.startsWith(PREFIX);
        var length = hash.length() - 1 - hash.lastIndexOf('$');
        return !isArgon2id || length < HASH_CHARACTERS || encoder.upgradeEncoding(hash);
    }

    /** The same for both Unicode forms; half a character becomes a question mark. */
    private static String canonical(String password) {
        var typed = Normalizer.normalize(password, Normalizer.Form.NFC);
        return new String(typed.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
