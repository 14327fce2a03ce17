package openencoder.local.worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps the wanted number of workers running: one that dies is started again, later each time,
 * unless it says by its exit status that this would change nothing.
 */
public final class WorkerCrew implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkerCrew.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PROVEN_AFTER = Duration.ofMinutes(1);
    // A JVM that records writes its cache before it ends.
    private static final Duration TIMEOUT =
            WorkerProgram.isRecording() ? Duration.ofMinutes(5) : Duration.ofMillis(3_000);
    private static final int UNUSABLE = 2;

    private final Path libraries;
    private final Map<String, String> environment;
    private final Path logs;
    private final Consumer<List<WorkerProcess>> changed;
    private final Map<Integer, WorkerProcess> running = new TreeMap<>();
    private final ScheduledExecutorService restarts =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("worker-crew").factory());
    private final Consumer<String> unusable;
    private final List<String> lost = new ArrayList<>();
    private int wanted;
    private boolean closed;

    /**
     * @param changed told who runs now, after each start and end
     * @param unusable told the last words of each worker that is not started again
     */
    public WorkerCrew(
            Path libraries,
            Map<String, String> environment,
            Path logs,
            Consumer<List<WorkerProcess>> changed,
            Consumer<String> unusable) {
        this.libraries = libraries;
        this.environment = environment;
        this.logs = logs;
        this.changed = changed;
        this.unusable = unusable;
    }

    public synchronized void start(int workers) {
        wanted = workers;
        for (int number = 1; number <= workers; number++) start(number, FIRST_PAUSE);
    }

    /** Why no worker works and none will: the last words of those that were. */
    public synchronized Optional<String> whyNothingWorks() {
        return wanted > 0 && lost.size() == wanted ? Optional.of(lost.getLast()) : Optional.empty();
    }

    private synchronized void start(int number, Duration pause) {
        if (closed) return;
        var id = "worker-" + number;
        var worker = WorkerProcess.start(id, libraries, environment, logs.resolve(id + ".log"));
        running.put(number, worker);
        changed.accept(List.copyOf(running.values()));
        long started = System.nanoTime();
        worker.exit()
                .thenAccept(
                        status ->
                                ended(
                                        number,
                                        status,
                                        Duration.ofNanos(System.nanoTime() - started),
                                        pause));
    }

    private synchronized void ended(int number, int status, Duration lived, Duration pause) {
        if (closed) return;
        var worker = running.remove(number);
        changed.accept(List.copyOf(running.values()));
        if (status == UNUSABLE) {
            var words = worker.lastWords();
            lost.add(words);
            unusable.accept(words);
            return;
        }
        var wait = lived.compareTo(PROVEN_AFTER) > 0 ? FIRST_PAUSE : pause;
        log.atWarn()
                .addKeyValue("worker", "worker-" + number)
                .addKeyValue("status", status)
                .log("Worker ended and is started again");
        var longer = Stream.of(wait.multipliedBy(2), LONGEST_PAUSE).min(Duration::compareTo).get();
        restarts.schedule(() -> start(number, longer), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        List<WorkerProcess> last;
        synchronized (this) {
            closed = true;
            last = List.copyOf(running.values());
        }
        restarts.shutdownNow();
        var stops =
                last.stream()
                        .map(worker -> Thread.ofVirtual().start(() -> worker.stop(TIMEOUT)))
                        .toList();
        try {
            for (var stop : stops) stop.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
