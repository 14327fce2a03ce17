package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import openencoder.media.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The script that finds or fetches a JDK, on a machine that has none. */
class JdkScriptIT {
    private static final Path SCRIPT = Path.of("../.mvn/jdk25.sh").toAbsolutePath().normalize();
    private static final String NAMED = ". %s; echo \"It is $JAVA_HOME\"".formatted(SCRIPT);
    private static final String TOOLS =
            "sh sed tr cat grep cut dirname readlink uname mkdir mktemp"
                    + " rm mv tar gzip sha256sum curl echo printf ls";

    @TempDir private Path folder;
    private final AtomicInteger served = new AtomicInteger();
    private byte[] archive;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        archive = jdk();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    served.incrementAndGet();
                    exchange.sendResponseHeaders(200, archive.length);
                    try (exchange) {
                        exchange.getResponseBody().write(archive);
                    }
                });
        server.start();
        var tools = Files.createDirectories(folder.resolve("bin"));
        for (var tool : TOOLS.split(" ")) {
            for (var place : List.of("/bin", "/usr/bin")) {
                var program = Path.of(place, tool);
                if (!Files.exists(program)) continue;
                // Not a link, which JUnit would warn of.
                var words = "#!/bin/sh%nexec %s \"$@\"%n".formatted(program);
                var file = Files.writeString(tools.resolve(tool), words).toFile();
                assertThat(file.setExecutable(true)).isTrue();
            }
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void what_is_fetched_on_request_is_checked_and_kept() throws Exception {
        var wanted = Map.of("OPENENCODER_JDK", "download", "OPENENCODER_JDK_SHA256", sha256());
        var jdk = folder.resolve("cache/open-encoder/jdk/jdk-25.0.4+7");
        assertThat(said(0, wanted)).contains("It is " + jdk);
        assertThat(jdk.resolve("bin/javac")).isExecutable();
        assertThat(said(0, Map.of())).isEqualTo("It is " + jdk + "\n");
        assertThat(served).hasValue(1);
        try (var left = Files.list(jdk.getParent())) {
            assertThat(left).containsExactly(jdk);
        }
    }

    /** Without a checksum in its environment, the script has its own. */
    @Test
    void another_archive_than_the_pinned_one_is_refused_and_not_kept() throws Exception {
        assertThat(said(1, Map.of("OPENENCODER_JDK", "download")))
                .contains("It is not what was wanted: its SHA-256 is " + sha256(), "Get one:");
        try (var left = Files.list(folder.resolve("cache/open-encoder/jdk"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void nothing_is_fetched_without_being_asked_for() throws Exception {
        assertThat(said(1, Map.of())).contains("OPENENCODER_JDK=download");
        assertThat(served).hasValue(0);
    }

    @Test
    void without_a_home_it_still_says_what_to_install() throws Exception {
        var bare = new HashMap<>(Map.of("XDG_CACHE_HOME", ""));
        assertThat(said(1, bare))
                .contains("needs a JDK 25", "adoptium.net")
                .doesNotContain("parameter not set", "OPENENCODER_JDK=download");
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 12, Debian 12 has no JDK 25",
        "debian, 13, apt install openjdk-25-jdk-headless",
        "ubuntu, 24.04, apt install openjdk-25-jdk-headless",
        "ubuntu, 25.10, apt install openjdk-25-jdk-headless",
        "fedora, 43, dnf install java-25-openjdk-devel",
        "alpine, 3.23.0, apk add openjdk25-jdk",
        "arch, '', pacman -S jdk25-openjdk",
        "slackware, 15.0, https://adoptium.net/temurin/releases/?version=25",
    })
    void the_advice_is_for_this_system(String id, String version, String advice) throws Exception {
        var file = folder.resolve("os-release");
        Files.writeString(file, "ID=%s\nVERSION_ID=\"%s\"\n".formatted(id, version));
        assertThat(said(1, Map.of("OPENENCODER_OS_RELEASE", file.toString()))).contains(advice);
    }

    private String said(int status, Map<String, String> more) throws Exception {
        var builder = new ProcessBuilder("/bin/sh", "-euc", NAMED).redirectErrorStream(true);
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", folder.resolve("bin").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("OPENENCODER_JDKS", folder.resolve("none").toString());
        environment.put(
                "OPENENCODER_JDK_URL",
                "http://127.0.0.1:%d/jdk.tar.gz".formatted(server.getAddress().getPort()));
        environment.putAll(more);
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(status);
        return said;
    }

    private String sha256() {
        return Sha256.of(archive);
    }

    private byte[] jdk() throws Exception {
        var jdk = Files.createDirectories(folder.resolve("made/jdk-25.0.4+7"));
        Files.createDirectory(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.4\"\n");
        for (var program : List.of("java", "javac")) {
            var file = Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        var file = folder.resolve("made/jdk.tar.gz");
        var tar = List.of("tar", "-czf", file.toString(), jdk.getFileName().toString());
        var process = new ProcessBuilder(tar).directory(jdk.getParent().toFile()).inheritIO();
        assertThat(process.start().waitFor()).isZero();
        return Files.readAllBytes(file);
    }
}
