package openencoder.machines.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * The script on a machine of its own: a root folder of its own with this system's programs, of
 * which those that would need a booted system only note that they were called.
 */
class OwnMachineTest {
    private static final String ENTER =
            """
            cd "$1"
            for folder in bin sbin lib lib64 usr; do
                if [ -L "/$folder" ]; then
                    cp -P "/$folder" .
                elif [ -d "/$folder" ]; then
                    mkdir -p "$folder"
                    mount --bind "/$folder" "$folder"
                fi
            done
            mkdir -p proc dev tmp
            mount --bind /proc proc
            mount --bind /dev dev
            shift
            exec chroot . env -u ROOT PATH="/stand-ins:$PATH" PAUSE=0 "$@"
            """;

    @TempDir private Path folder;
    private Uploads uploads;
    private Droplet droplet;

    @BeforeEach
    void make() throws Exception {
        var namespace = Command.run(Map.of(), "unshare", "--mount", "true");
        if (System.getenv("CI") == null)
            assumeTrue(namespace.exit() == 0, "needs the right to mount; run the build as root");
        uploads = new Uploads(folder);
        droplet = new Droplet(Files.createDirectories(folder.resolve("machine")));
        for (var name : List.of("systemctl", "chown", "bwrap", "apparmor_parser"))
            standIn(name, "echo \"" + name + " $*\" >>/calls");
    }

    @AfterEach
    void stop() {
        if (uploads != null) uploads.close();
    }

    @Test
    void the_worker_is_started_last_and_owns_its_token() throws Exception {
        var userData = uploads.userData("agent");
        var boot = boot(userData);
        assertThat(boot.said()).endsWith("see: journalctl -u openencoder-worker\n");
        assertThat(boot.exit()).isZero();
        assertThat(droplet.path("/opt/openencoder/worker/lib/agent.jar")).hasContent("agent");
        assertThat(calls())
                .contains(
                        "chown openencoder:openencoder /var/lib/openencoder",
                        "chown openencoder:openencoder /var/lib/openencoder/enrolment")
                .endsWith(
                        "systemctl daemon-reload",
                        "systemctl enable --now openencoder-worker.service");
        assertThat(droplet.path("/var/lib/cloud/instances/1/user-data.txt")).doesNotExist();
    }

    @Test
    void a_second_run_after_the_worker_enrolled_changes_nothing() throws Exception {
        var userData = uploads.userData("agent");
        boot(userData);
        Files.delete(droplet.path("/var/lib/openencoder/enrolment"));
        var again = run(userData);
        assertThat(again.exit()).isZero();
        assertThat(again.said()).contains("worker/lib is there already");
        assertThat(calls()).endsWith("systemctl enable --now openencoder-worker.service");
    }

    @Test
    void a_worker_whose_files_cannot_be_loaded_is_not_started() throws Exception {
        uploads.fail(Integer.MAX_VALUE);
        assertThat(boot(uploads.userData("agent")).exit()).isEqualTo(1);
        assertThat(droplet.path("/calls")).doesNotExist();
    }

    @Test
    void systemd_that_refuses_the_unit_is_a_failed_boot() throws Exception {
        standIn("systemctl", "exit 4");
        var boot = boot(uploads.userData("agent"));
        assertThat(boot.exit()).isEqualTo(4);
        assertThat(boot.said()).doesNotContain("the worker is started");
    }

    private void standIn(String name, String does) throws IOException {
        var file = droplet.path("/stand-ins/" + name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(droplet.path("/calls"));
    }

    private Command boot(String userData) throws Exception {
        droplet.writeFiles(userData);
        return run(userData);
    }

    private Command run(String userData) throws Exception {
        var command = Droplet.commands(userData).getFirst();
        return Command.run(
                Map.of(),
                "unshare",
                "--mount",
                "sh",
                "-euc",
                ENTER,
                "enter",
                droplet.root().toString(),
                command.get(0),
                command.get(1),
                command.get(2));
    }
}
