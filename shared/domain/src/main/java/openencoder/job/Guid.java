package openencoder.job;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A job's name that is unique everywhere: an xid of 20 characters, sortable by second. Four bytes
 * of seconds, five of chance, three of a counter, in lower-case base 32 hex. Chance is drawn anew
 * each second, not once per process as others do: copies of a process that were restored from one
 * snapshot would have the same.
 *
 * @see <a href="https://github.com/rs/xid">rs/xid</a>
 */
public final class Guid {
    private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuv".toCharArray();
    private static final Guid SHARED = new Guid(new SecureRandom());

    private final RandomGenerator random;
    private final byte[] chance = new byte[5];
    private long second = Long.MIN_VALUE;
    private int counter;

    Guid(RandomGenerator random) {
        this.random = random;
    }

    /** The next one of this process. */
    public static String next(Instant now) {
        return SHARED.at(now);
    }

    synchronized String at(Instant now) {
        var bytes = new byte[12];
        var seconds = now.getEpochSecond();
        if (seconds != second) draw(seconds);
        for (var i = 0; i < 4; i++) bytes[i] = (byte) (seconds >>> (24 - 8 * i));
        System.arraycopy(chance, 0, bytes, 4, 5);
        for (var i = 0; i < 3; i++) bytes[9 + i] = (byte) (counter >>> (16 - 8 * i));
        counter++;
        return encode(bytes);
    }

    private void draw(long seconds) {
        random.nextBytes(chance);
        counter = random.nextInt(1 << 24);
        second = seconds;
    }

    private static String encode(byte[] bytes) {
        var text = new StringBuilder(20);
        var bits = 0;
        var held = 0;
        for (var b : bytes) {
            bits = bits << 8 | b & 0xff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                text.append(DIGITS[bits >>> held & 31]);
            }
        }
        return text.append(DIGITS[bits << (5 - held) & 31]).toString();
    }
}
