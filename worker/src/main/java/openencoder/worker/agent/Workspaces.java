package openencoder.worker.agent;

import openencoder.job.Job;
import openencoder.worker.sandbox.Leftover;
import openencoder.worker.sandbox.Protections;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The folder under which each attempt gets its own; several workers may share it. */
public final class Workspaces {
    private static final Pattern ATTEMPT = Pattern.compile("([0-9a-v]{20}-\\d+)(?:\\.lock)?");
    private static final Logger log = LoggerFactory.getLogger(Workspaces.class);

    private final Path root;
    private final Protections protections;

    public Workspaces(Path root, Protections protections) {
        this.root = root;
        this.protections = protections;
    }

    public Workspace open(Job job) {
        var name = job.guid() + "-" + job.attempt();
        try {
            Files.createDirectories(root);
            var lock = lock(name);
            // locked before the folder exists: a folder that no process holds is a dead worker's
            var held = Workspace.open(lock);
            if (held.tryLock() == null) throw new IOException(lock + " is held by another worker");
            return new Workspace(root.resolve(name), lock, held);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Removes what dead workers left, and ends what they left running.
     *
     * @throws BadSetting if nothing can be written here
     */
    public void wipe() {
        requireWritable(root);
        for (var name : attempts()) {
            try (var held = Workspace.open(lock(name))) {
                if (held.tryLock() != null) wipe(name);
            } catch (OverlappingFileLockException _) {
                // another agent in this process works there
            } catch (IOException failed) {
                log.atWarn()
                        .addKeyValue("folder", name)
                        .addKeyValue("reason", failed)
                        .log("Not wiped");
            }
        }
    }

    private void wipe(String name) {
        var folder = root.resolve(name);
        var wasRunning = Leftover.kill(folder.resolve(Leftover.FILE), protections);
        Workspace.remove(folder);
        Workspace.remove(lock(name));
        log.atInfo()
                .addKeyValue("folder", folder)
                .addKeyValue("ffmpegWasRunning", wasRunning)
                .log("Leftover removed");
    }

    /**
     * @throws BadSetting if nothing can be written there
     */
    public static void requireWritable(Path root) {
        if (!isWritable(root))
            throw new BadSetting(
                    "WORK_DIR", root.toString(), "a folder that the worker may write to");
    }

    private static boolean isWritable(Path root) {
        try {
            Files.createDirectories(root);
            return Files.isWritable(root);
        } catch (IOException _) {
            return false;
        }
    }

    private List<String> attempts() {
        try (var files = Files.list(root)) {
            return files.map(file -> ATTEMPT.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches())
                    .map(name -> name.group(1))
                    .distinct()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path lock(String name) {
        return root.resolve(name + ".lock");
    }
}
