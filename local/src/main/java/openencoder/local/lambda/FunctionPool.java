package openencoder.local.lambda;

import openencoder.cloud.template.FunctionResource;
import openencoder.local.lambda.InvocationException.Reason;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The instances of one function: started when needed, kept, and never given two events at once. */
public final class FunctionPool implements Function, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FunctionPool.class);
    private static final int MOST_INSTANCES = 4;

    // Starting another instance costs seconds of CPU; most invocations end sooner than this.
    private static final Duration BEFORE_ANOTHER = Duration.ofMillis(250);
    private static final Duration WAIT_LIMIT = Duration.ofSeconds(30);

    private final FunctionResource function;
    private final Path cache;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final BlockingQueue<FunctionInstance> idle = new LinkedBlockingQueue<>();
    private final FutureTask<Void> first = new FutureTask<>(this::startFirst, null);
    private final AtomicInteger instances = new AtomicInteger();
    private final AtomicBoolean starting = new AtomicBoolean();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("lambda-", 0).factory());

    private FunctionPool(
            FunctionResource function,
            Path cache,
            Map<String, String> environment,
            InstantSource clock) {
        this.function = function;
        this.cache = cache;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * @param cache the folder for what is unpacked of functions' zips
     * @param environment what the handlers get instead of this process's
     */
    public static FunctionPool of(
            FunctionResource function,
            Path cache,
            Map<String, String> environment,
            InstantSource clock) {
        return new FunctionPool(function, cache, Map.copyOf(environment), clock);
    }

    /** Starts a first instance in the background. */
    public void warmUp() {
        starting.set(true);
        threads.execute(first);
    }

    @Override
    public byte[] invoke(String requestId, byte[] event) {
        var instance = take();
        var invocation =
                new LambdaInvocation(requestId, clock.instant().plus(function.timeout()), clock);
        var answer = threads.submit(() -> instance.handle(invocation, event));
        try {
            var bytes = answer.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
            idle.add(instance);
            return bytes;
        } catch (ExecutionException failure) {
            idle.add(instance);
            throw failed("threw", failure.getCause());
        } catch (TimeoutException failure) {
            answer.cancel(true);
            discard(instance);
            throw new InvocationException(
                    Reason.TIMED_OUT, "%s took too long".formatted(function.name()), failure);
        } catch (InterruptedException failure) {
            answer.cancel(true);
            discard(instance);
            Thread.currentThread().interrupt();
            throw failed("was interrupted", failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        for (var instance = idle.poll(); instance != null; instance = idle.poll()) instance.close();
    }

    private FunctionInstance take() {
        var giveUp = clock.instant().plus(WAIT_LIMIT);
        try {
            while (clock.instant().isBefore(giveUp)) {
                boolean cold = instances.get() == 0 && !starting.get();
                long timeout = cold ? 0 : BEFORE_ANOTHER.toMillis();
                var instance = idle.poll(timeout, TimeUnit.MILLISECONDS);
                if (instance != null) return instance;
                if (instances.get() < MOST_INSTANCES && starting.compareAndSet(false, true))
                    return startAnother();
            }
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", failure);
        }
        throw new InvocationException(
                Reason.BUSY, "every %s is busy".formatted(function.name()), null);
    }

    /** Starts a first instance, unless there is one or will be. */
    public void start() {
        if (instances.get() == 0 && starting.compareAndSet(false, true)) first.run();
    }

    private void startFirst() {
        try {
            idle.add(startAnother());
        } catch (InvocationException failure) {
            log.atError()
                    .addKeyValue("function", function.name())
                    .setCause(failure)
                    .log("Function does not start");
            throw failure;
        }
    }

    /**
     * Waits until the first instance has started, after {@link #warmUp}.
     *
     * @throws InvocationException if it did not
     */
    public void awaitFirst() {
        try {
            first.get();
        } catch (ExecutionException failure) {
            throw failed("does not start", failure.getCause().getCause());
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", failure);
        }
    }

    private FunctionInstance startAnother() {
        try {
            var instance = FunctionInstance.start(function, cache, environment);
            instances.incrementAndGet();
            return instance;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
            throw failed("does not start", failure);
        } finally {
            starting.set(false);
        }
    }

    private void discard(FunctionInstance instance) {
        instance.close();
        instances.decrementAndGet();
    }

    private InvocationException failed(String what, Throwable cause) {
        return new InvocationException(
                Reason.FAILED, "%s %s".formatted(function.name(), what), cause);
    }
}
