package openencoder.local.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.local.artifacts.task.TlsProbe;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is in the archives, unpacked as on a machine and started as its unit does. */
class ArtifactsIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path CACHE = HOME.resolve("target/artifacts");

    @TempDir private static Path machine;
    private static Built built;

    private record Ended(int exit, String said) {}

    @BeforeAll
    static void unpack() throws Exception {
        built = Artifacts.build(HOME, CACHE);
        unpack(built.runtime(), "runtime");
        unpack(built.agent(), "worker/lib");
        unpack(built.ffmpeg(), "worker/ffmpeg");
    }

    @Test
    void the_unit_starts_the_worker_which_asks_for_its_settings() throws Exception {
        var unit = HOME.resolve("worker/systemd/openencoder-worker.service");
        var start =
                Files.readAllLines(unit).stream()
                        .filter(line -> line.startsWith("ExecStart="))
                        .map(line -> line.replaceFirst("ExecStart=", ""))
                        .findFirst()
                        .orElseThrow()
                        .replace("/opt/openencoder", machine.toString());
        var worker = run(Map.of(), start.split(" "));
        assertThat(worker.said()).contains("SOURCE_BUCKET is '' but must be the name of a bucket.");
        assertThat(worker.exit()).isEqualTo(2);
    }

    @Test
    void ffmpeg_is_found_and_encodes() throws Exception {
        var film = machine.resolve("film.mp4");
        var words = "-v error -f lavfi -i testsrc=d=0.2 -c:v libx264 -pix_fmt yuv420p ";
        var command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                machine + "/worker/lib/*:" + machine + "/worker/ffmpeg/*",
                                "openencoder.worker.bundled.FfmpegMain"));
        command.addAll(Arrays.asList((words + film).split(" ")));
        var cache = machine.resolve("cache").toString();
        var ended = run(Map.of("FFMPEG_CACHE", cache), command.toArray(String[]::new));
        assertThat(ended).isEqualTo(new Ended(0, ""));
        assertThat(film).isNotEmptyFile();
    }

    @Test
    void the_runtime_talks_tls_and_trusts_the_public_roots() throws Exception {
        var store = machine.resolve("store.p12").toString();
        var made =
                "-genkeypair -keyalg EC -groupname secp256r1 -alias a -dname CN=localhost"
                        + " -storetype PKCS12 -storepass changeit -keystore ";
        var keytool = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        keytool.addAll(Arrays.asList((made + store).split(" ")));
        assertThat(run(Map.of(), keytool.toArray(String[]::new)).exit()).isZero();

        var classes = Path.of("target/test-classes").toAbsolutePath().toString();
        var probe =
                run(Map.of(), java(), "-cp", classes, TlsProbe.class.getName(), store, "changeit");
        assertThat(probe.said()).startsWith("TLSv1.3\n!\n").containsPattern("roots [1-9]\\d+\n");
        assertThat(probe.exit()).isZero();
    }

    @Test
    void the_runtime_is_a_part_of_this_java() throws Exception {
        var modules = run(Map.of(), java(), "--list-modules");
        assertThat(modules.said())
                .contains("java.base@" + Runtime.version().feature())
                .doesNotContain("jdk.compiler", "java.desktop");
        assertThat(Files.size(built.runtime().file())).isLessThan(50_000_000);
    }

    @Test
    void nothing_is_made_twice() throws Exception {
        var made = Files.getLastModifiedTime(built.runtime().file());
        assertThat(Artifacts.build(HOME, CACHE)).isEqualTo(built);
        assertThat(Files.getLastModifiedTime(built.runtime().file())).isEqualTo(made);
    }

    private static String java() {
        return machine.resolve("runtime/bin/java").toString();
    }

    private static void unpack(Artifact artifact, String folder) throws Exception {
        var into = Files.createDirectories(machine.resolve(folder));
        var tar = run(Map.of(), "tar", "-xzf", artifact.file().toString(), "-C", into.toString());
        assertThat(tar).isEqualTo(new Ended(0, ""));
    }

    private static Ended run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var said = Files.createTempFile(machine, "said", ".txt");
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said));
    }
}
