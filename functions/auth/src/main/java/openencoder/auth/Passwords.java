package openencoder.auth;

import openencoder.web.priming.Primed;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hashes passwords with Argon2id, written as PHC strings. */
final class Passwords implements Primed {
    // cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html, the least it
    // advises
    private static final Cost COST = new Cost(19_456, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final String NOBODYS = phc(new byte[SALT_BYTES], new byte[HASH_BYTES]);

    /**
     * @param memory in KiB
     */
    record Cost(int memory, int passes, int lanes) {}

    /** Works out so many bytes of a hash; takes its time. */
    interface Digest {
        byte[] of(String password, byte[] salt, Cost cost, int length);
    }

    private final SecureRandom random = new SecureRandom();
    private final Digest digest;

    Passwords() {
        this(Passwords::argon2);
    }

    /** For tests that count how often a password is hashed. */
    Passwords(Digest digest) {
        this.digest = digest;
    }

    /** Hashes one, as any log-in does. */
    @Override
    public void prime() {
        matches("", Optional.empty());
    }

    String hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(salt, digest.of(password, salt, COST, HASH_BYTES));
    }

    private static String phc(byte[] salt, byte[] hash) {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(COST.memory(), COST.passes(), COST.lanes(), encode(salt), encode(hash));
    }

    /** Whether the password is that of the hash; as much work without a hash as with one. */
    boolean matches(String password, Optional<String> hash) {
        var parsed = PHC.matcher(hash.orElse(NOBODYS));
        if (!parsed.matches()) throw new IllegalStateException("A stored hash cannot be read.");
        var expected = decode(parsed.group(5));
        var actual = digest.of(password, decode(parsed.group(4)), cost(parsed), expected.length);
        return MessageDigest.isEqual(expected, actual) && hash.isPresent();
    }

    /**
     * Whether it was made with less than we spend today, so that the password's next use mends it.
     */
    boolean isWeak(String hash) {
        var parsed = PHC.matcher(hash);
        if (!parsed.matches()) return true;
        var cost = cost(parsed);
        return cost.memory() < COST.memory()
                || cost.passes() < COST.passes()
                || decode(parsed.group(5)).length < HASH_BYTES;
    }

    private static Cost cost(Matcher parsed) {
        return new Cost(
                Integer.parseInt(parsed.group(1)),
                Integer.parseInt(parsed.group(2)),
                Integer.parseInt(parsed.group(3)));
    }

    private static byte[] argon2(String password, byte[] salt, Cost cost, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memory())
                        .withIterations(cost.passes())
                        .withParallelism(cost.lanes())
                        .withSalt(salt)
                        .build());
        // the same password may be typed in either Unicode form
        var typed =
                Normalizer.normalize(password, Normalizer.Form.NFC)
                        .getBytes(StandardCharsets.UTF_8);
        var digest = new byte[length];
        generator.generateBytes(typed, digest);
        Arrays.fill(typed, (byte) 0);
        return digest;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }
}
