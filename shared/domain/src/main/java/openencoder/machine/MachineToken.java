package openencoder.machine;

import openencoder.media.Sha256;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a machine proves with that it is the one it says: its id, a dot, and 256 bits of chance in
 * 43 characters of base64url. We keep only its {@link #hash}.
 */
public record MachineToken(MachineId machine, String secret) {
    private static final int BYTES = 32;
    private static final int LENGTH = 64;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom CHANCE = new SecureRandom();

    public static MachineToken next(MachineId machine) {
        var bytes = new byte[BYTES];
        CHANCE.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new MachineToken(machine, secret);
    }

    /** Empty if it does not even look like one. */
    public static Optional<MachineToken> parse(String text) {
        var dot = text.indexOf('.');
        if (text.length() != LENGTH || dot < 0) return Optional.empty();
        var secret = text.substring(dot + 1);
        if (!SECRET.matcher(secret).matches()) return Optional.empty();
        return MachineId.parse(text.substring(0, dot)).map(id -> new MachineToken(id, secret));
    }

    /** As it is sent. */
    public String text() {
        return machine + "." + secret;
    }

    /** SHA-256 in hex; of so much chance it needs no salt. */
    public String hash() {
        return Sha256.of(text());
    }

    /** Without the secret, so that no log has it. */
    @Override
    public String toString() {
        return machine + ".…";
    }
}
