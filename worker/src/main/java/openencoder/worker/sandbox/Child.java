package openencoder.worker.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A child process with an owner: both its pipes are drained, and its whole family can be ended. */
public final class Child implements AutoCloseable {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Process process;
    private final Protections protections;
    private final Thread out;
    private final Thread err;

    private Child(
            Process process,
            Protections protections,
            Consumer<InputStream> stdout,
            Consumer<InputStream> stderr) {
        this.process = process;
        this.protections = protections;
        out = drain("stdout", () -> stdout.accept(process.getInputStream()));
        err = drain("stderr", () -> stderr.accept(process.getErrorStream()));
    }

    /**
     * Starts a program with an environment of its own and nothing on its stdin. Where the system
     * offers it, the child dies with the calling thread, which should therefore outlive it.
     */
    public static Child start(
            Protections protections,
            Bounds bounds,
            List<String> command,
            Map<String, String> environment,
            Consumer<InputStream> stdout,
            Consumer<InputStream> stderr) {
        protections.admitTo(bounds);
        var builder = new ProcessBuilder(protections.around(command, bounds));
        builder.directory(bounds.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        // not -nostdin: with it FFmpeg no longer heeds a SIGTERM
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try {
            return new Child(builder.start(), protections, stdout, stderr);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * @return whether it has ended
     */
    public boolean waitFor(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) return false;
        if (areDrained(SOON)) return true;
        // something that it started still holds the pipes open
        killGroup(process.pid(), protections);
        areDrained(LAST_WORDS);
        return true;
    }

    private boolean areDrained(Duration timeout) throws InterruptedException {
        return out.join(timeout) & err.join(timeout);
    }

    /** As shells have it: 128 and the signal's number for a child that a signal ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Asks it to end, and after {@code grace} makes it. */
    public void stop(Duration grace) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) close();
        waitFor(LAST_WORDS);
    }

    /** Ends it and whatever it started at once, even what outlived it. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            killGroup(process.pid(), protections);
            return;
        }
        killFamily(process.toHandle(), protections);
        // so that nothing writes to its folder any more when that is removed
        process.onExit()
                .completeOnTimeout(process, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    static void killFamily(ProcessHandle process, Protections protections) {
        var descendants = process.descendants().toList();
        killGroup(process.pid(), protections);
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private static void killGroup(long group, Protections protections) {
        if (protections.setsid().isPresent())
            protections.kill().ifPresent(kill -> killGroup(kill, group));
    }

    private static void killGroup(Path kill, long group) {
        try {
            new ProcessBuilder(kill.toString(), "-KILL", "--", "-" + group)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(1, TimeUnit.SECONDS);
        } catch (IOException _) {
            // the leader and its descendants are killed one by one anyway
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes down which process this is, so that a later start can end it should we die. */
    public void record(Path file) {
        try {
            Files.writeString(file, Leftover.describe(handle()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Thread drain(String name, Runnable reading) {
        return Thread.ofPlatform().daemon().name("ffmpeg " + name).start(reading);
    }
}
