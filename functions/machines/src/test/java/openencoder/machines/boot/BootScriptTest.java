package openencoder.machines.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** The script that makes a worker of a machine, run in a folder. */
class BootScriptTest {
    @TempDir private Path folder;
    private Uploads uploads;
    private Droplet droplet;

    @BeforeEach
    void serve() throws IOException {
        uploads = new Uploads(folder);
        // Folders may have spaces in their names.
        droplet = new Droplet(Files.createDirectories(folder.resolve("a droplet")));
    }

    @AfterEach
    void stop() {
        uploads.close();
    }

    @Test
    void what_was_uploaded_is_installed_where_the_unit_looks_for_it() throws Exception {
        var boot = boot(userData());
        assertThat(boot.said()).contains("the worker is installed in " + droplet.root());
        assertThat(boot.exit()).isZero();
        assertThat(droplet.path("/opt/openencoder/runtime/bin/java")).hasContent("runtime");
        assertThat(droplet.path("/opt/openencoder/worker/lib/agent.jar")).hasContent("agent");
        assertThat(droplet.path("/opt/openencoder/worker/ffmpeg/ffmpeg.jar")).hasContent("ffmpeg");
        assertThat(droplet.path("/etc/systemd/system/openencoder-worker.service"))
                .content()
                .contains("ExecStart=/opt/openencoder/runtime/bin/java ")
                .contains(" -cp /opt/openencoder/worker/lib/*:/opt/openencoder/worker/ffmpeg/* ");
        try (var left = Files.walk(droplet.path("/opt/openencoder"))) {
            assertThat(left).noneMatch(path -> path.toString().matches(".*\\.(gz|new)"));
        }
    }

    @Test
    void a_second_run_loads_nothing_again() throws Exception {
        var userData = userData();
        boot(userData);
        assertThat(uploads.asked()).hasSize(3);
        var again = droplet.runCommands(userData, Map.of());
        assertThat(again.exit()).isZero();
        assertThat(again.said()).contains("runtime is there already");
        assertThat(uploads.asked()).hasSize(3);
    }

    @Test
    void a_new_agent_replaces_the_old_one_and_leaves_the_rest() throws Exception {
        boot(userData());
        uploads.asked().clear();
        assertThat(boot(uploads.userData("agent-2")).exit()).isZero();
        assertThat(uploads.asked()).containsExactly("/agent-2.tar.gz?X-Amz-Signature=s");
        assertThat(droplet.path("/opt/openencoder/worker/lib/agent-2.jar")).exists();
        assertThat(droplet.path("/opt/openencoder/worker/lib/agent.jar")).doesNotExist();
    }

    @Test
    void a_download_that_fails_is_tried_again() throws Exception {
        uploads.fail(2);
        var boot = boot(userData());
        assertThat(boot.exit()).isZero();
        assertThat(boot.said()).contains("downloading runtime failed, again in 0 s");
        assertThat(uploads.asked()).hasSize(5);
    }

    @Test
    void a_download_that_never_works_ends_the_boot_with_a_line_that_says_so() throws Exception {
        uploads.fail(Integer.MAX_VALUE);
        var boot = boot(userData());
        assertThat(boot.exit()).isEqualTo(1);
        assertThat(boot.said())
                .contains(
                        "downloading runtime failed 6 times; this machine stays without a worker");
        assertThat(uploads.asked()).hasSize(6);
    }

    @Test
    void an_archive_with_another_checksum_is_never_unpacked() throws Exception {
        var userData = userData();
        uploads.exchange("agent", "agent.jar", "evil");
        var boot = boot(userData);
        assertThat(boot.exit()).isEqualTo(1);
        assertThat(boot.said()).contains("but should have");
        assertThat(droplet.path("/opt/openencoder/worker/lib")).doesNotExist();
        assertThat(droplet.path("/opt/openencoder/worker/lib.new")).doesNotExist();
        assertThat(droplet.path("/opt/openencoder/worker/lib.tar.gz")).doesNotExist();
    }

    @Test
    void a_machine_of_another_kind_loads_nothing() throws Exception {
        var bin = Files.createDirectories(folder.resolve("bin"));
        var uname = bin.resolve("uname");
        Files.writeString(uname, "#!/bin/sh\n[ $1 = -m ] && echo riscv64 || echo Linux\n");
        Files.setPosixFilePermissions(uname, PosixFilePermissions.fromString("rwxr-xr-x"));
        var userData = userData();
        droplet.writeFiles(userData);
        var boot = droplet.runCommands(userData, Map.of("PATH", bin + ":" + System.getenv("PATH")));
        assertThat(boot.exit()).isEqualTo(1);
        assertThat(boot.said())
                .contains("this machine is Linux-riscv64 but there are only artifacts for");
        assertThat(uploads.asked()).isEmpty();
    }

    @Test
    void the_token_stays_with_the_worker_alone() throws Exception {
        var userData = userData();
        var boot = boot(userData);
        assertThat(boot.said()).doesNotContain("c2VjcmV0").doesNotContain("X-Amz-Signature");
        assertThat(droplet.path("/var/lib/openencoder/enrolment")).hasContent(Uploads.TOKEN);
        assertThat(PosixFilePermissions.toString(permissionsOf("/var/lib/openencoder/enrolment")))
                .isEqualTo("rw-------");
        assertThat(droplet.path("/var/lib/cloud/instances/1/user-data.txt")).doesNotExist();
        assertThat(droplet.path("/var/lib/cloud/instances/1/boot-finished")).exists();
    }

    @Test
    void shells_of_every_kind_can_read_it() throws Exception {
        var script = folder.resolve("boot.sh").toString();
        Files.writeString(Path.of(script), fileOf(userData(), "/opt/openencoder/boot.sh"));
        assertThat(Command.run(Map.of(), "sh", "-n", script)).isEqualTo(new Command(0, ""));
        Command.require("dash", "dash");
        assertThat(Command.run(Map.of(), "dash", "-n", script)).isEqualTo(new Command(0, ""));
    }

    @Test
    void shellcheck_finds_nothing_wrong_with_it() throws Exception {
        Command.require("shellcheck", "shellcheck");
        var script = folder.resolve("boot.sh").toString();
        Files.writeString(Path.of(script), fileOf(userData(), "/opt/openencoder/boot.sh"));
        assertThat(Command.run(Map.of(), "shellcheck", "--severity=warning", script))
                .isEqualTo(new Command(0, ""));
    }

    private static String fileOf(String userData, String path) {
        return Droplet.files(userData).stream()
                .filter(file -> file.get("path").equals(path))
                .findFirst()
                .orElseThrow()
                .get("content");
    }

    private Set<PosixFilePermission> permissionsOf(String path) throws IOException {
        return Files.getPosixFilePermissions(droplet.path(path));
    }

    private Command boot(String userData) throws IOException, InterruptedException {
        droplet.writeFiles(userData);
        return droplet.runCommands(userData, Map.of());
    }

    private String userData() throws Exception {
        return uploads.userData("agent");
    }
}
