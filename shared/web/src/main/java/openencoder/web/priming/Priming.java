package openencoder.web.priming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Sends a function what it will be sent, so that the first real request finds every class loaded
 * and the JVM's compilers done. The function itself gets a token that it refuses; a twin of it,
 * which uses the same tables and is thrown away afterwards, gets one of an admin who does not
 * exist. Priming ends early when something that the function needs does not answer; what is only
 * not set up yet, as keys before the first are made, is passed over.
 *
 * <p>Nothing may collect all garbage afterwards: that makes the JVM check each compiled method anew
 * when it is next called, which doubles the time of the first request. So {@code template.yaml}
 * tells the JVM to ignore the collection that AWS's runtime client asks for after the hooks.
 */
public final class Priming {
    private static final int REQUESTS = 3_000;
    private static final int LAST_COPIES = 3;
    private static final int ROUNDS_A_COPY = 4;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String TRACE = "com.amazonaws.xray.traceHeader";
    private static final String OUTAGE = "service.unavailable";

    private final PrimedFunction function;
    private final Supplier<? extends PrimedFunction> twins;
    private final IntFunction<String> tokens;
    private final List<PrimingRequest> requests;

    /**
     * @param twins makes one, which takes the tokens
     * @param tokens one for each number
     */
    public Priming(
            PrimedFunction function,
            Supplier<? extends PrimedFunction> twins,
            IntFunction<String> tokens,
            List<PrimingRequest> requests) {
        this.function = function;
        this.twins = twins;
        this.tokens = tokens;
        this.requests = requests;
    }

    /**
     * @param restore what happens between the function and a copy of it
     */
    void run(Runnable restore) {
        // As the runtime client sets it for each event; the SDK passes it on.
        System.setProperty(TRACE, "Root=1-00000000-000000000000000000000000;Sampled=0");
        try {
            prime(restore);
        } finally {
            System.clearProperty(TRACE);
        }
    }

    private void prime(Runnable restore) {
        if (!send(function, events(tokens.apply(0), false))) return;
        var twin = twins.get();
        var end = System.nanoTime() + LONGEST.toNanos();
        var rounds = REQUESTS / requests.size();
        var goesOn = true;
        for (var round = 0; goesOn && round < rounds && System.nanoTime() < end; round++) {
            if (round % ROUNDS_A_COPY == ROUNDS_A_COPY - 1) copy(twin, restore);
            goesOn = send(twin, events(tokens.apply(round), round % 2 == 1));
        }
        JitCompilers.finish();
        for (var copy = 0; goesOn && copy < LAST_COPIES; copy++) {
            copy(twin, restore);
            goesOn = send(twin, events(tokens.apply(copy), copy % 2 == 1));
        }
        JitCompilers.finish();
        twin.beans(SnapshotAware.class).forEach(SnapshotAware::drop);
    }

    /** Makes the twin what a copy is at its first request. */
    private static void copy(PrimedFunction twin, Runnable restore) {
        restore.run();
        twin.beans(Primed.class).forEach(Primed::prime);
    }

    private List<byte[]> events(String token, boolean indented) {
        return requests.stream().map(request -> request.event(token, indented)).toList();
    }

    /**
     * @return whether it could answer everything
     */
    private static boolean send(PrimedFunction function, List<byte[]> events) {
        for (var event : events) {
            var answer = new String(function.answer(event), StandardCharsets.UTF_8);
            if (answer.contains(OUTAGE)) return false;
        }
        return true;
    }
}
