package openencoder.cloud.digitalocean.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.UUID;

/** A unit of a machine, started and started again as the unit says. Protections are left out. */
final class Service {

    private static final String INVOCATION = "INVOCATION_ID";

    private final Path file;
    private final RunningMachine machine;

    Service(Path file, RunningMachine machine) {
        this.file = file;
        this.machine = machine;
    }

    /** Returns when it is not to be started again. */
    void keepRunning() throws InterruptedException, IOException {
        while (true) {
            var unit = Unit.parse(Files.readString(file));
            int status = once(unit);
            machine.say("%s ended with %d".formatted(file.getFileName(), status));
            if (!unit.restartsAfter(status)) return;
            Thread.sleep(unit.restartPause());
        }
    }

    private int once(Unit unit) throws InterruptedException {
        var id = UUID.randomUUID().toString().replace("-", "");
        var machines = new HashMap<>(machine.environment());
        machines.put(INVOCATION, id);
        var environment = new ServiceEnvironment(unit, machine.disk(), machines);
        try {
            for (var before : unit.values("ExecStartPre")) {
                int status = run(before, environment);
                if (status != 0 && !before.startsWith("-")) return status;
            }
            return run(unit.value("ExecStart").orElse(""), environment);
        } finally {
            // What it started does not outlive it.
            MarkedProcesses.end(INVOCATION + "=" + id);
        }
    }

    private int run(String line, ServiceEnvironment environment) throws InterruptedException {
        var command = environment.command(line);
        if (command.isEmpty())
            throw new BadUserData("%s has no ExecStart.".formatted(file.getFileName()));
        return machine.run(command, environment.variables());
    }
}
