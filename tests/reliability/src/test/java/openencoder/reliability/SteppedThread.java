package openencoder.reliability;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A thread of a program that stops before each of its calls to the world until it is told how the
 * call goes. Only one of them runs at a time, so the same decisions always give the same history.
 */
final class SteppedThread {
    /** How a call goes. */
    enum Fate {
        /** As it should. */
        GO,
        /** It is not carried out; the caller gets an exception. */
        FAIL,
        /** It is carried out; the caller gets an exception. */
        LOSE_ANSWER,
        /** The process dies before it. */
        DIE,
        /** It is carried out, and the process dies. */
        DIE_AFTER
    }

    /** What a caller sees when a service does not answer. */
    static final class NoAnswer extends RuntimeException {
        NoAnswer(String call) {
            super("no answer to " + call, null, false, false);
        }
    }

    /** Passes through every handler of a program, as {@code kill -9} does. */
    private static final class Dead extends Error {
        Dead() {
            super("killed", null, false, false);
        }
    }

    /** Far longer than any call takes: it is stuck, on a lock perhaps that another holds. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final ThreadLocal<SteppedThread> CURRENT = new ThreadLocal<>();

    private final Machine machine;
    private final Thread thread;
    private volatile Thread driver;
    private volatile boolean isRunning;
    private volatile boolean isOver;
    private volatile Fate fate = Fate.GO;
    private volatile String call = "";
    private Throwable failure;

    private SteppedThread(Machine machine, Runnable program) {
        this.machine = machine;
        thread = Thread.ofVirtual().name(machine.toString()).unstarted(() -> run(program));
    }

    /** Begins the program and lets it come to its first call. */
    static SteppedThread start(Machine machine, Runnable program) {
        var process = new SteppedThread(machine, program);
        process.driver = Thread.currentThread();
        process.isRunning = true;
        process.thread.start();
        process.awaitNextCall();
        return process;
    }

    static Machine currentMachine() {
        return CURRENT.get().machine;
    }

    /** Makes the call as the driver decides. */
    static <T> T call(String name, Supplier<T> work) {
        return CURRENT.get().decided(name, work);
    }

    private void run(Runnable program) {
        CURRENT.set(this);
        try {
            program.run();
        } catch (Dead _) {
            // as it was told to
        } catch (RuntimeException | Error escaped) {
            failure = escaped;
        } finally {
            isOver = true;
            isRunning = false;
            LockSupport.unpark(driver);
        }
    }

    private <T> T decided(String name, Supplier<T> work) {
        if (machine.isDead()) throw new Dead();
        call = name;
        waitForTurn();
        return switch (fate) {
            case GO -> work.get();
            case FAIL -> throw new NoAnswer(name);
            case LOSE_ANSWER -> {
                work.get();
                throw new NoAnswer(name);
            }
            case DIE -> throw die();
            case DIE_AFTER -> {
                try {
                    work.get();
                } catch (RuntimeException _) {
                    // no caller is left to see it
                }
                throw die();
            }
        };
    }

    private Dead die() {
        machine.kill();
        return new Dead();
    }

    private void waitForTurn() {
        var wasInterrupted = Thread.interrupted();
        isRunning = false;
        LockSupport.unpark(driver);
        while (!isRunning) {
            LockSupport.park(this);
            wasInterrupted |= Thread.interrupted();
        }
        if (wasInterrupted) Thread.currentThread().interrupt();
    }

    /** Lets it make the call it waits at, and go on to the next one. */
    void step(Fate next) {
        if (isOver) return;
        fate = machine.isDead() ? Fate.DIE : next;
        driver = Thread.currentThread();
        isRunning = true;
        LockSupport.unpark(thread);
        awaitNextCall();
    }

    private void awaitNextCall() {
        var began = System.nanoTime();
        while (isRunning) {
            LockSupport.parkNanos(this, TIMEOUT.toNanos());
            if (isRunning && System.nanoTime() - began > TIMEOUT.toNanos()) throw stuck();
        }
        if (failure != null) throw new IllegalStateException(machine + " failed", failure);
    }

    private IllegalStateException stuck() {
        var stuck = new IllegalStateException(machine + " makes no call after " + call);
        stuck.setStackTrace(thread.getStackTrace());
        return stuck;
    }

    boolean isOver() {
        return isOver;
    }

    boolean isDead() {
        return machine.isDead();
    }

    /** The call that it waits at. */
    String waitsAt() {
        return call;
    }

    @Override
    public String toString() {
        return isOver ? machine + " (over)" : machine + " at " + call;
    }
}
