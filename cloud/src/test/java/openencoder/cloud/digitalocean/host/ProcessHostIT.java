package openencoder.cloud.digitalocean.host;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.digitalocean.host.DropletHost.Machine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

class ProcessHostIT {

    /** Writes where it runs and what it finds, starts a child, and stays. */
    private static final String AGENT =
            """
            #!/bin/sh
            env | cut -d= -f1 | sort | tr '\\n' ' '
            echo "token file $TOKEN_FILE"
            sleep 600 &
            echo $! >>"$WORK/children"
            echo up >>"$WORK/starts"
            wait
            """;

    /** A child that leaves its parent, its session and its console. */
    private static final String DAEMON = "setsid -f sleep 600 >/dev/null 2>&1\n";

    /** A child with another environment in another session, as FFmpeg's. */
    private static final String SANDBOX =
            "env -i setsid sleep 600 &\necho $! >\"$WORK/sandboxed\"\n";

    @TempDir Path folder;
    private final List<List<ProcessHandle>> changes = new CopyOnWriteArrayList<>();
    private ProcessHost host;

    @BeforeEach
    void open() {
        var usual = HostSettings.standard();
        host =
                new ProcessHost(
                        disks(),
                        new HostSettings(
                                usual.environment(),
                                Optional.of(folder.resolve("logs")),
                                changes::add));
    }

    @AfterEach
    void nothingIsLeft() {
        host.close();
        assertThat(marked()).isEmpty();
    }

    @Test
    void a_machine_does_what_its_user_data_says_and_runs_its_unit() throws Exception {
        start(AGENT, "echo \"$ROOT\" >\"$ROOT/run-by\"");
        Await.until(() -> Files.exists(disk("var/lib/x/children")));
        assertThat(disk("run-by")).hasContent(disk("").toString());
        var console = folder.resolve("logs/droplet-one.log");
        assertThat(console)
                .content()
                .contains("INVOCATION_ID", "PATH", "SIMULATED_DROPLET", "TOKEN_FILE", "WORK")
                .doesNotContain("HOME", "ROOT ", "JAVA")
                .contains("token file " + disk("var/lib/x/token"));
        assertThat(disk("opt/x/agent")).isExecutable();
        assertThat(host.processes()).hasSize(1);
        assertThat(changes.getLast()).isEqualTo(host.processes());
    }

    @Test
    void a_power_cut_ends_all_that_runs_there_even_what_left_its_parents() throws Exception {
        start(AGENT.replace("wait", DAEMON + SANDBOX + "wait"), DAEMON);
        Await.until(() -> isWritten(disk("var/lib/x/sandboxed")));
        var pid = Long.parseLong(Files.readString(disk("var/lib/x/sandboxed")).strip());
        var sandboxed = ProcessHandle.of(pid).orElseThrow();
        Await.until(() -> marked().size() == 6);
        var last = marked();
        assertThat(last).doesNotContain(sandboxed);
        host.destroy(1);
        assertThat(marked()).isEmpty();
        assertThat(last).noneMatch(MarkedProcesses::runs);
        assertThat(sandboxed).matches(process -> !MarkedProcesses.runs(process));
        assertThat(disks().resolve("1")).doesNotExist();
        assertThat(host.processes()).isEmpty();
        assertThat(folder.resolve("logs/droplet-one.log")).isNotEmptyFile();
    }

    @Test
    void machines_whose_numbers_begin_alike_are_different_ones() throws Exception {
        host.start(new Machine(1, "one", userData(AGENT, "true")));
        host.start(new Machine(11, "eleven", userData(AGENT, "true")));
        Await.until(() -> Files.exists(disks().resolve("11/var/lib/x/starts")));
        host.destroy(1);
        assertThat(host.processes()).hasSize(1).allMatch(ProcessHandle::isAlive);
    }

    @Test
    void a_unit_is_started_again_until_it_ends_with_a_status_that_forbids_it() throws Exception {
        start(
                """
                #!/bin/sh
                echo up >>"$WORK/starts"
                sleep 600 &
                [ "$(wc -l <"$WORK/starts")" -lt 3 ] || exit 2
                kill -KILL $$
                """,
                "true");
        var console = folder.resolve("logs/droplet-one.log");
        Await.until(
                () -> Files.exists(console) && Files.readString(console).contains("ended with 2"));
        assertThat(Files.readAllLines(disk("var/lib/x/starts"))).hasSize(3);
        assertThat(console).content().containsOnlyOnce("ended with 2").contains("ended with 137");
        assertThat(marked()).isEmpty();
    }

    @Test
    void a_boot_that_fails_leaves_the_unit_off() throws Exception {
        start(AGENT, "exit 7");
        Await.until(() -> Files.exists(disk("var/lib/cloud/instance/boot-finished")));
        assertThat(disk("var/lib/x")).doesNotExist();
        assertThat(folder.resolve("logs/droplet-one.log")).content().contains("ended with 7");
    }

    @Test
    void a_machine_that_was_shut_down_comes_back_without_its_first_boot() throws Exception {
        start(AGENT, "echo boot >>\"$ROOT/boots\"");
        Await.until(() -> Files.exists(disk("var/lib/x/starts")));
        host.close();
        assertThat(marked()).isEmpty();
        open();
        host.retain(Set.of(1L));
        start(AGENT, "echo boot >>\"$ROOT/boots\"");
        Await.until(() -> Files.readAllLines(disk("var/lib/x/starts")).size() == 2);
        assertThat(disk("boots")).hasContent("boot");
        host.close();
        open();
        host.retain(Set.of(2L));
        assertThat(disks().resolve("1")).doesNotExist();
    }

    @Test
    void machines_end_when_their_host_is_killed_and_the_next_one_finds_the_rest() throws Exception {
        var config = Files.writeString(folder.resolve("user-data"), userData(AGENT, DAEMON));
        var killed =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HostMain.class.getName(),
                                disks().toString(),
                                config.toString())
                        .inheritIO()
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .start();
        try {
            Await.until(() -> Files.exists(disk("var/lib/x/starts")));
        } finally {
            killed.destroyForcibly().waitFor();
        }
        // Only what left its session is out of its keeper's reach.
        Await.until(() -> marked().size() == 1);
        host = new ProcessHost(disks(), HostSettings.standard());
        assertThat(marked()).isEmpty();
    }

    private static boolean isWritten(Path file) throws IOException {
        return Files.exists(file) && Files.readString(file).endsWith("\n");
    }

    private void start(String agent, String command) {
        host.start(new Machine(1, "one", userData(agent, command)));
    }

    private static String userData(String agent, String command) {
        return """
        #cloud-config
        write_files:
          - path: /opt/x/agent
            permissions: "0755"
            content: |
        %s
          - path: /etc/x.env
            permissions: "0600"
            content: |
              TOKEN_FILE=/var/lib/x/token
          - path: /etc/systemd/system/x.service
            content: |
              [Service]
              User=nobody
              EnvironmentFile=/etc/x.env
              Environment=WORK=/var/lib/x
              StateDirectory=x
              ExecStart=/opt/x/agent
              Restart=always
              RestartSec=10ms
              RestartPreventExitStatus=2
              ProtectSystem=strict
        runcmd:
          - |
        %s
        """
                .formatted(agent.indent(6), command.indent(4));
    }

    private List<ProcessHandle> marked() {
        return MarkedProcesses.find(RunningMachine.MARK + "=" + disks() + "/");
    }

    private Path disks() {
        return folder.resolve("droplets").toAbsolutePath();
    }

    private Path disk(String path) {
        return disks().resolve("1").resolve(path);
    }
}
