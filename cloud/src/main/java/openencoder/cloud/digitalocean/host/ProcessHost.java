package openencoder.cloud.digitalocean.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Machines as processes of this one, which end with it. A machine's disk is the folder with its
 * droplet's id; what it prints goes to {@code droplet-<name>.log}.
 */
public final class ProcessHost implements DropletHost {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Path folder;
    private final HostSettings settings;
    private final Map<Long, RunningMachine> machines = new ConcurrentHashMap<>();

    /**
     * Ends what an earlier host left running there.
     *
     * @param folder of the disks
     */
    public ProcessHost(Path folder, HostSettings settings) {
        this.folder = folder.toAbsolutePath().normalize();
        this.settings = settings;
        make(this.folder);
        settings.consoles().ifPresent(ProcessHost::make);
        MarkedProcesses.end(RunningMachine.MARK + "=" + this.folder + "/");
    }

    @Override
    public void start(Machine machine) {
        var disk = disk(machine.id());
        make(disk.root());
        var console =
                settings.consoles()
                        .orElse(folder)
                        .resolve("droplet-%s.log".formatted(machine.name()));
        var running = new RunningMachine(disk, console, settings.environment(), this::changed);
        machines.put(machine.id(), running);
        running.switchOn(machine.userData());
    }

    @Override
    public void destroy(long id) {
        var machine = machines.remove(id);
        if (machine != null) machine.cutPower();
        disk(id).remove();
    }

    @Override
    public void retain(Set<Long> ids) {
        try (var disks = Files.list(folder)) {
            disks.map(disk -> disk.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .filter(id -> !ids.contains(id))
                    .toList()
                    .forEach(id -> disk(id).remove());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public List<ProcessHandle> processes() {
        return machines.values().stream().flatMap(machine -> machine.processes().stream()).toList();
    }

    @Override
    public void close() {
        var stops =
                machines.values().stream()
                        .map(machine -> Thread.ofVirtual().start(() -> machine.shutDown(TIMEOUT)))
                        .toList();
        try {
            for (var stop : stops) stop.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        machines.clear();
    }

    private void changed() {
        settings.changed().accept(processes());
    }

    private Disk disk(long id) {
        return new Disk(folder.resolve(Long.toString(id)));
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
