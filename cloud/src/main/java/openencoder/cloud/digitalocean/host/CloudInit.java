package openencoder.cloud.digitalocean.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/**
 * A machine's boots. The first one does what its user data says; if all of it went well, the units
 * it wrote are enabled, as the last command would have done.
 */
final class CloudInit {

    private static final String UNITS = "/etc/systemd/system";
    private static final String ENABLED = UNITS + "/multi-user.target.wants";
    private static final String FINISHED = "/var/lib/cloud/instance/boot-finished";

    private final RunningMachine machine;
    private final Disk disk;

    CloudInit(RunningMachine machine) {
        this.machine = machine;
        this.disk = machine.disk();
    }

    /** A boot that did not finish is begun anew. */
    void boot(String userData) throws InterruptedException, IOException {
        if (disk.has(FINISHED)) return;
        if (configure(userData)) enableUnits();
        disk.write(FINISHED, new byte[0], 0644);
    }

    static List<Path> enabledUnits(Disk disk) {
        return disk.files(ENABLED, ".service");
    }

    private boolean configure(String userData) throws InterruptedException {
        try {
            var config = UserDataFile.parse(userData);
            config.files().forEach(file -> disk.write(file.path(), file.content(), file.mode()));
            boolean isWell = true;
            for (var command : config.commands()) isWell &= run(command);
            return isWell;
        } catch (BadUserData failure) {
            machine.say("cloud-init: " + failure.getMessage());
            return false;
        }
    }

    private boolean run(List<String> command) throws InterruptedException {
        var environment = new HashMap<>(machine.environment());
        environment.put("ROOT", disk.root().toString());
        int status = machine.run(command.stream().map(this::found).toList(), environment);
        if (status != 0)
            machine.say("cloud-init: %s ended with %d".formatted(command.getFirst(), status));
        return status == 0;
    }

    // A command may be a file that was written just now.
    private String found(String word) {
        return word.matches("/[^/].*") && disk.has(word) ? disk.at(word).toString() : word;
    }

    private void enableUnits() throws IOException {
        disk.makeFolder(ENABLED);
        for (var unit : disk.files(UNITS, ".service")) {
            var link = disk.at(ENABLED).resolve(unit.getFileName());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of("..").resolve(unit.getFileName()));
        }
    }
}
