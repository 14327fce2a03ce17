package openencoder.worker.agent;

import java.time.Duration;

/** How the worker ends, within a stated time: the child process first, then everything else. */
public final class Shutdown {
    private static final Duration HAND_BACK = Duration.ofSeconds(3);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final Agent agent;
    private final Heartbeats heartbeats;
    private final Duration handBack;
    private volatile Duration timeout;
    private volatile int exitCode;

    /**
     * @param drain how long all of it may take
     */
    public Shutdown(Agent agent, Heartbeats heartbeats, Duration drain) {
        this.agent = agent;
        this.heartbeats = heartbeats;
        handBack = drain.compareTo(HAND_BACK) > 0 ? HAND_BACK : drain;
        timeout = drain.minus(handBack);
    }

    /** Ends the process on SIGTERM, on SIGINT, and when anything else asks for it. */
    public void prepare() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "shutdown"));
    }

    /** Without waiting for a job that is about to end. */
    public void atOnce() {
        timeout = Duration.ZERO;
        System.exit(0);
    }

    public void afterFailure() {
        with(1);
    }

    /** For a reason that the exit code tells. */
    public void with(int code) {
        exitCode = code;
        timeout = Duration.ZERO;
        System.exit(code);
    }

    private void run() {
        try {
            agent.leave(timeout, handBack);
            heartbeats.leave(GOODBYE);
        } catch (InterruptedException _) {
            // then without ceremony: the lease runs out by itself
        } finally {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            // a signal would make it 128 and more, though all went well
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
