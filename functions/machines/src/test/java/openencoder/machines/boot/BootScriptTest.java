package openencoder.machines.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import openencoder.machines.boot.Downloads.Download;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The script that makes a worker of a machine, run in a folder. */
class BootScriptTest {
    private static final String TOKEN = "d0example0machine0id.c2VjcmV0LW9mLWEtbWFjaGluZQ";

    @TempDir private Path folder;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger troubles = new AtomicInteger();
    private HttpServer server;
    private Droplet droplet;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.add(exchange.getRequestURI().toString());
                        if (troubles.getAndDecrement() > 0) {
                            exchange.sendResponseHeaders(503, -1);
                            return;
                        }
                        var name = exchange.getRequestURI().getPath().substring(1);
                        var bytes = Files.readAllBytes(folder.resolve(name));
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
        server.start();
        // Folders may have spaces in their names.
        droplet = new Droplet(Files.createDirectories(folder.resolve("a droplet")));
    }

    @AfterEach
    void stop() {
        server.stop(0);
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
        assertThat(asked).hasSize(3);
        var again = droplet.runCommands(userData, Map.of());
        assertThat(again.exit()).isZero();
        assertThat(again.said()).contains("runtime is there already");
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_new_agent_replaces_the_old_one_and_leaves_the_rest() throws Exception {
        boot(userData());
        asked.clear();
        assertThat(boot(userData("agent-2")).exit()).isZero();
        assertThat(asked).containsExactly("/agent-2.tar.gz?X-Amz-Signature=s");
        assertThat(droplet.path("/opt/openencoder/worker/lib/agent-2.jar")).exists();
        assertThat(droplet.path("/opt/openencoder/worker/lib/agent.jar")).doesNotExist();
    }

    @Test
    void a_download_that_fails_is_tried_again() throws Exception {
        troubles.set(2);
        var boot = boot(userData());
        assertThat(boot.exit()).isZero();
        assertThat(boot.said()).contains("downloading runtime failed, again in 0 s");
        assertThat(asked).hasSize(5);
    }

    @Test
    void a_download_that_never_works_ends_the_boot_with_a_line_that_says_so() throws Exception {
        troubles.set(Integer.MAX_VALUE);
        var boot = boot(userData());
        assertThat(boot.exit()).isEqualTo(1);
        assertThat(boot.said())
                .contains(
                        "downloading runtime failed 6 times; this machine stays without a worker");
        assertThat(asked).hasSize(6);
    }

    @Test
    void an_archive_with_another_checksum_is_never_unpacked() throws Exception {
        var userData = userData();
        Files.write(folder.resolve("agent.tar.gz"), archive("agent.jar", "evil"));
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
        assertThat(asked).isEmpty();
    }

    @Test
    void the_token_stays_with_the_worker_alone() throws Exception {
        var userData = userData();
        var boot = boot(userData);
        assertThat(boot.said()).doesNotContain("c2VjcmV0").doesNotContain("X-Amz-Signature");
        assertThat(droplet.path("/var/lib/openencoder/enrolment")).hasContent(TOKEN);
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
        return userData("agent");
    }

    private String userData(String agent) throws Exception {
        var here = Command.run(Map.of(), "sh", "-c", "echo $(uname -s)-$(uname -m)");
        var downloads =
                new Downloads(
                        here.said().strip(),
                        download(agent, agent + ".jar", agent),
                        download("runtime", "bin/java", "runtime"),
                        download("ffmpeg", "ffmpeg.jar", "ffmpeg"));
        return UserData.of(URI.create("https://api.example"), TOKEN, downloads);
    }

    private Download download(String name, String file, String content) throws Exception {
        var uploaded = folder.resolve(name + ".tar.gz");
        if (!Files.exists(uploaded)) Files.write(uploaded, archive(file, content));
        var bytes = Files.readAllBytes(uploaded);
        var sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        var link =
                "http://127.0.0.1:%d/%s.tar.gz?X-Amz-Signature=s"
                        .formatted(server.getAddress().getPort(), name);
        return new Download(URI.create(link), sha256, bytes.length);
    }

    private byte[] archive(String file, String content) throws Exception {
        var tree = Files.createTempDirectory(folder, "archive");
        var path = tree.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        var made = folder.resolve("made.tar.gz").toString();
        var tar = Command.run(Map.of(), "tar", "-czf", made, "-C", tree.toString(), ".");
        assertThat(tar.exit()).as(tar.said()).isZero();
        return Files.readAllBytes(Path.of(made));
    }
}
