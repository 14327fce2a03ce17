package openencoder.cloud.faults;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.http.Connection;
import openencoder.cloud.http.Head;
import openencoder.cloud.http.Listener;
import openencoder.cloud.http.RawResponse;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Stands in front of an emulator, on a port of its own, and breaks calls: the one that a test
 * names, or some of all by chance. The same seed breaks the same calls if they come in the same
 * order.
 *
 * <p>Headers, {@code Host} among them, are passed on unchanged, so signatures still hold. Bodies
 * are streamed; those of a duplicated call and of a cut answer are held in memory, so a body of
 * more than 64 MiB reaches the server once only.
 */
public final class FaultProxy implements AutoCloseable {
    private final AwsEndpoint behind;
    private final Listener listener;
    private final FaultPlan plan;
    private volatile Optional<Standing> standing = Optional.empty();
    private volatile Duration delay = Duration.ofMillis(200);
    private volatile Consumer<CallReport> journal = _ -> {};

    private FaultProxy(AwsEndpoint behind, long seed) {
        this.behind = behind;
        this.plan = new FaultPlan(seed);
        this.listener = Listener.start("fault-proxy", this::answer);
    }

    public static FaultProxy before(AwsEndpoint behind, long seed) {
        return new FaultProxy(behind, seed);
    }

    /** What to call instead of the emulator, with the same keys. */
    public AwsEndpoint endpoint() {
        return new AwsEndpoint(
                listener.uri(), behind.region(), behind.accessKeyId(), behind.secretAccessKey());
    }

    /**
     * Each call from now on meets one of the faults with a chance of {@code rate}.
     *
     * @param rate 0 to 1
     */
    public FaultProxy strike(double rate, Fault... faults) {
        plan.strike(rate, List.of(faults));
        return this;
    }

    /** The {@code nth} such call from now on, from 1, meets the fault; once. */
    public FaultProxy strike(int nth, Predicate<AwsCall> which, Fault fault) {
        plan.strike(nth, which, fault);
        return this;
    }

    /** As above, for an operation by AWS's name, such as {@code PutItem}. */
    public FaultProxy strike(int nth, String operation, Fault fault) {
        return strike(nth, call -> call.operation().equals(operation), fault);
    }

    /**
     * Every such call from now on is refused in these words of its service, until all is healed.
     *
     * @param after so many that are not refused
     */
    public FaultProxy refuse(String operation, int status, String code, int after) {
        standing = Optional.of(new Standing(operation, status, code, new AtomicInteger(after)));
        return this;
    }

    private record Standing(String operation, int status, String code, AtomicInteger granted) {
        boolean isMet(AwsCall call) {
            return call.operation().equals(operation) && granted.getAndDecrement() <= 0;
        }
    }

    /** How late a delayed call is; 200 ms unless told. */
    public FaultProxy delayingBy(Duration time) {
        delay = time;
        return this;
    }

    /** Tells what became of each call from now on, on the thread that made it. */
    public FaultProxy reportingTo(Consumer<CallReport> newJournal) {
        journal = newJournal;
        return this;
    }

    /** No more faults. */
    public void heal() {
        standing = Optional.empty();
        plan.heal();
    }

    /** How often this fault was made. */
    public long made(Fault fault) {
        return plan.done(fault);
    }

    /** How many calls of this operation came, broken ones too. */
    public long calls(String operation) {
        return plan.calls(operation);
    }

    @Override
    public void close() {
        listener.close();
    }

    /**
     * @param answers the server's status codes
     */
    private record Exchange(Head head, Connection caller, List<Integer> answers) {
        InputStream in() {
            return caller.in();
        }

        OutputStream out() {
            return caller.out();
        }

        Head passedOn() throws IOException {
            return caller.goOn(head);
        }

        void skipBody() throws IOException {
            passedOn().copyBody(in(), OutputStream.nullOutputStream());
        }

        boolean reset() throws IOException {
            caller.reset();
            return false;
        }
    }

    private boolean answer(Head head, Connection caller) throws IOException {
        var exchange = new Exchange(head, caller, new ArrayList<>());
        var call = AwsCall.of(exchange.head());
        var refusal = standing.filter(s -> s.isMet(call));
        if (refusal.isPresent()) {
            exchange.skipBody();
            Refusals.write(
                    call,
                    refusal.get().status(),
                    refusal.get().code(),
                    exchange.head(),
                    exchange.out());
            return true;
        }
        var fault = plan.next(call);
        try {
            return fault.isEmpty() ? forward(exchange) : broken(exchange, call, fault.get());
        } finally {
            journal.accept(new CallReport(call, fault, exchange.answers()));
        }
    }

    private boolean broken(Exchange exchange, AwsCall call, Fault fault) throws IOException {
        return switch (fault) {
            case DELAY -> {
                pause();
                yield forward(exchange);
            }
            case DROP -> {
                exchange.in().transferTo(OutputStream.nullOutputStream());
                yield false;
            }
            case DUPLICATE -> twice(exchange);
            case RESET -> exchange.reset();
            case CUT -> cut(exchange);
            case ERROR, UNAVAILABLE, ERROR_IN_200, THROTTLE -> {
                exchange.skipBody();
                Refusals.write(call, fault, exchange.head(), exchange.out());
                yield true;
            }
        };
    }

    private void pause() {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean forward(Exchange exchange) throws IOException {
        return forward(exchange, exchange.passedOn(), exchange.in(), exchange.out());
    }

    private boolean twice(Exchange exchange) throws IOException {
        if (exchange.head().length().orElse(0L) > Held.MOST) return forward(exchange);
        var head = exchange.passedOn();
        var body = new ByteArrayOutputStream();
        head.copyBody(exchange.in(), body);
        var nowhere = OutputStream.nullOutputStream();
        forward(exchange, head, new ByteArrayInputStream(body.toByteArray()), nowhere);
        return forward(
                exchange, head, new ByteArrayInputStream(body.toByteArray()), exchange.out());
    }

    private boolean cut(Exchange exchange) throws IOException {
        var held = new Held();
        try {
            forward(exchange, exchange.passedOn(), exchange.in(), held);
        } catch (Held.Full _) {
            // Cut where we are.
        }
        var answer = held.bytes();
        exchange.out().write(answer, 0, answer.length / 2);
        exchange.out().flush();
        return exchange.reset();
    }

    private boolean forward(Exchange exchange, Head head, InputStream body, OutputStream to)
            throws IOException {
        try (var server = listener.connect(behind.uri())) {
            var out = new BufferedOutputStream(server.getOutputStream());
            head.write(out);
            head.copyBody(body, out);
            out.flush();
            var answer = RawResponse.read(server.getInputStream());
            if (answer.isEmpty()) return exchange.reset();
            exchange.answers().add(answer.get().head().status());
            return answer.get().passOn(exchange.head(), to);
        }
    }
}
