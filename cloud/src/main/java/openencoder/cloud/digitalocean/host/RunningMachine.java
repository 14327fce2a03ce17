package openencoder.cloud.digitalocean.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One machine from being switched on until its power is cut. */
final class RunningMachine {

    /** In the environment of whatever runs on a machine: where its disk is, with a slash. */
    static final String MARK = "SIMULATED_DROPLET";

    private final Disk disk;
    private final Path console;
    private final Map<String, String> environment;
    private final Runnable changed;
    private final Set<KeptProcess> running = new LinkedHashSet<>();
    private final Set<Thread> threads = new LinkedHashSet<>();
    private boolean isOff;

    /**
     * @param environment what every process finds in its environment
     * @param changed told after each start and end of a process
     */
    RunningMachine(Disk disk, Path console, Map<String, String> environment, Runnable changed) {
        this.disk = disk;
        this.console = console;
        this.changed = changed;
        this.environment = new HashMap<>(environment);
        this.environment.put(MARK, disk.root() + "/");
    }

    Disk disk() {
        return disk;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Returns at once. */
    void switchOn(String userData) {
        begin(
                () -> {
                    new CloudInit(this).boot(userData);
                    for (var unit : CloudInit.enabledUnits(disk))
                        begin(() -> new Service(unit, this).keepRunning());
                });
    }

    private interface Work {
        void run() throws InterruptedException, IOException;
    }

    private synchronized void begin(Work work) {
        if (!isOff) threads.add(Thread.ofVirtual().start(() -> carryOut(work)));
    }

    private void carryOut(Work work) {
        try {
            work.run();
        } catch (InterruptedException _) {
            // switched off
        } catch (IOException | RuntimeException failed) {
            if (!isOff()) say(failed.toString());
        }
    }

    /** Runs a command to its end and returns its status. */
    int run(List<String> command, Map<String, String> variables) throws InterruptedException {
        var process = start(command, variables);
        changed.run();
        try {
            return process.waitFor();
        } finally {
            synchronized (this) {
                running.remove(process);
            }
            changed.run();
        }
    }

    private synchronized KeptProcess start(List<String> command, Map<String, String> variables)
            throws InterruptedException {
        if (isOff) throw new InterruptedException();
        var process = KeptProcess.start(command, variables, disk.root(), console);
        running.add(process);
        return process;
    }

    private synchronized boolean isOff() {
        return isOff;
    }

    /** Adds a line to what the machine prints. */
    void say(String line) {
        try {
            Files.write(
                    console,
                    (line + "\n").getBytes(UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized List<ProcessHandle> processes() {
        return running.stream().map(KeptProcess::handle).toList();
    }

    /** Asks everything to end, within the timeout; then cuts the power. */
    void shutDown(Duration timeout) {
        var last = switchOff();
        last.forEach(KeptProcess::askToEnd);
        CompletableFuture.allOf(
                        last.stream().map(KeptProcess::exit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        cutPower();
    }

    /** Ends everything at once; returns when nothing runs any more. */
    void cutPower() {
        var killed = switchOff().stream().flatMap(process -> process.kill().stream()).toList();
        MarkedProcesses.end(MARK + "=" + disk.root() + "/");
        MarkedProcesses.awaitEnd(killed);
        for (var thread : threads) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized List<KeptProcess> switchOff() {
        isOff = true;
        return List.copyOf(running);
    }
}
