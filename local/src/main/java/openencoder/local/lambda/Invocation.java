package openencoder.local.lambda;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * One event for a function.
 *
 * @param event JSON
 * @param limit after which Lambda would stop the function
 */
record Invocation(String requestId, String functionArn, byte[] event, Duration limit) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Invocation of(String function, byte[] event, Duration limit) {
        return new Invocation(
                UUID.randomUUID().toString(),
                "arn:aws:lambda:us-east-1:000000000000:function:" + function,
                event,
                limit);
    }

    /** In the form of X-Ray: version 1, the second it began, 24 random digits. */
    static String newTraceId(Instant now) {
        return "Root=1-%08x-%s;Parent=%s;Sampled=0"
                .formatted(now.getEpochSecond(), random(12), random(8));
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
