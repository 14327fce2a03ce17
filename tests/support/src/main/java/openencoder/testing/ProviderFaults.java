package openencoder.testing;

import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What goes wrong at {@link InMemoryMachineProvider}, in the order in which it was asked for. */
public final class ProviderFaults {
    public enum Call {
        CREATE,
        FIND,
        LIST,
        DELETE,
        REGIONS,
        SIZES
    }

    private record Fault(ProviderFailure failure, boolean done) {}

    private final Map<Call, Queue<Fault>> next = new EnumMap<>(Call.class);

    /** The next such call does nothing but fail. Asked for twice, the next two do, and so on. */
    public synchronized void fail(Call call, ProviderFailure failure) {
        add(call, new Fault(failure, false));
    }

    /** The next such call is refused with the message. */
    public void refuse(Call call, String message) {
        fail(call, new ProviderFailure(Kind.REFUSED, message, Optional.empty()));
    }

    /** The next such call is one too many. */
    public void limit(Call call, Duration retryAfter) {
        fail(
                call,
                new ProviderFailure(
                        Kind.LIMITED, "API rate limit exceeded", Optional.of(retryAfter)));
    }

    /** The next such call fails with the provider's own fault. */
    public void breakDown(Call call) {
        fail(call, new ProviderFailure(Kind.BROKEN, "Server was unable to.", Optional.empty()));
    }

    /** The next such call never arrives, and its caller cannot know. */
    public void loseRequest(Call call) {
        fail(call, unanswered());
    }

    /** The next such call is done, but its caller never hears of it. */
    public synchronized void loseAnswer(Call call) {
        add(call, new Fault(unanswered(), true));
    }

    private void add(Call call, Fault fault) {
        next.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(fault);
    }

    private static ProviderFailure unanswered() {
        return new ProviderFailure(Kind.UNANSWERED, "no answer within 5 s", Optional.empty());
    }

    /** Arms what comes after the call, having thrown what comes before it. */
    synchronized Optional<ProviderFailure> before(Call call) {
        var faults = next.getOrDefault(call, new ArrayDeque<>());
        var fault = faults.poll();
        if (fault == null) return Optional.empty();
        if (!fault.done()) throw fault.failure();
        return Optional.of(fault.failure());
    }
}
