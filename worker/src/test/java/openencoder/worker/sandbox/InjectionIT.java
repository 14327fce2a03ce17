package openencoder.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.Tail;
import openencoder.worker.ffmpeg.TestSandbox;
import openencoder.worker.ffmpeg.hostile.Canaries;
import openencoder.worker.ffmpeg.hostile.Injections;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What the sandbox stops when nothing else does: no list of allowed options, formats or protocols.
 * With {@code -Dinjections=table} the lesser sandbox is tried too and a table is printed.
 */
@Timeout(240)
class InjectionIT {
    private static final String PRECIOUS = "precious";

    @TempDir static Path made;
    @TempDir static Path secrets;
    private static Canaries canaries;
    private static Path clip;

    @TempDir Path folder;

    @BeforeAll
    static void prepare() {
        var clips = new Clips(made);
        canaries = new Canaries(secrets, clips.mpegTs());
        clip = clips.mp4();
    }

    @AfterAll
    static void end() throws IOException {
        canaries.close();
    }

    @Test
    void bubblewrap_alone_stops_every_injected_argument() throws Exception {
        var effects = effects(TestSandbox.require());

        assertThat(effects).hasSizeGreaterThanOrEqualTo(50);
        assertThat(effects).allSatisfy((attack, effect) -> assertThat(effect).isEqualTo("-"));
    }

    @Test
    void without_a_sandbox_they_do_what_they_are_meant_to() throws Exception {
        var effects = effects(Protections.found(System.getenv("PATH")));

        // a few show more of what they read on one day than on another
        for (var attack : attacks())
            assertThat(effects.get(attack.name())).as(attack.name()).startsWith(attack.effect());
    }

    @Test
    void a_table_of_all_that_this_system_offers() throws Exception {
        if (!"table".equals(System.getProperty("injections"))) return;
        var columns = new LinkedHashMap<String, Map<String, String>>();
        var plain = Protections.found(System.getenv("PATH"));
        columns.put("none", effects(plain));
        var unshare = new SearchPath(System.getenv("PATH")).program("unshare").orElseThrow();
        columns.put(
                "unshare",
                effects(with(plain, LesserSandbox.withoutNetwork(unshare, Optional.empty()))));
        columns.put("bubblewrap", effects(TestSandbox.require()));
        System.out.println("| arguments | " + String.join(" | ", columns.keySet()) + " |");
        for (var attack : columns.get("none").keySet()) {
            var row = new StringJoiner(" | ", "| ", " |").add("`" + attack + "`");
            columns.values().forEach(column -> row.add(column.get(attack)));
            System.out.println(row);
        }
    }

    private static Protections with(Protections plain, Sandbox sandbox) {
        return plain.with(Optional.of(sandbox), Holding.NOTHING);
    }

    private List<Injections.Case> attacks() {
        return Injections.all(canaries, folder.resolve("job").resolve("victim"));
    }

    private Map<String, String> effects(Protections protections) throws Exception {
        var effects = new LinkedHashMap<String, String>();
        for (var attack : attacks())
            effects.put(attack.name(), effect(protections, attack.arguments()));
        return effects;
    }

    private String effect(Protections protections, List<String> attack) throws Exception {
        var job = Files.createDirectories(folder.resolve("job"));
        var out = Files.createDirectory(job.resolve("out"));
        var victim = Files.createDirectory(job.resolve("victim"));
        Files.writeString(victim.resolve("precious.mp4"), PRECIOUS);
        Files.copy(clip, job.resolve("src"));
        canaries.reset();
        try {
            var said = run(protections, out, attack);
            var effect = new StringBuilder();
            if (!canaries.reads().isEmpty()) effect.append("R");
            if (canaries.isIn(said) || isLeaked(out)) effect.append("L");
            if (canaries.calls().contains("tcp")) effect.append("N");
            if (canaries.calls().contains("udp")) effect.append("S");
            if (isWritten(victim)) effect.append("W");
            return effect.isEmpty() ? "-" : effect.toString();
        } finally {
            remove(job);
        }
    }

    private String run(Protections protections, Path out, List<String> attack) throws Exception {
        var command = new ArrayList<String>();
        command.add(Clips.tools().ffmpeg().toString());
        command.addAll(List.of("-hide_banner", "-v", "info", "-nostats", "-y", "-t", "0.2"));
        command.addAll(List.of("-i", "file:../src"));
        command.addAll(attack);
        command.addAll(List.of("-t", "0.2", "-f", "mp4", "file:out.mp4"));
        var bounds =
                new Bounds(
                        out,
                        true,
                        List.of(out.resolveSibling("src")),
                        1 << 26,
                        1L << 30,
                        Duration.ofSeconds(10));
        var said = new Tail();
        try (var child =
                Child.start(
                        protections,
                        bounds,
                        command,
                        Clips.tools().environment(),
                        said::drain,
                        said::drain)) {
            child.waitFor(Duration.ofSeconds(4));
        }
        return said.text();
    }

    private static boolean isLeaked(Path out) throws IOException {
        try (var files = Files.list(out)) {
            for (var file : files.toList()) {
                var bytes = Files.readAllBytes(file);
                if (canaries.isIn(bytes)) return true;
                var isEnvironment = file.getFileName().toString().equals("environment.bin");
                var text = new String(bytes, StandardCharsets.ISO_8859_1);
                if (isEnvironment && text.contains("HOME=")) return true;
            }
        }
        return false;
    }

    private static boolean isWritten(Path victim) throws IOException {
        try (var files = Files.list(victim)) {
            return files.count() != 1
                    || !Files.readString(
                                    victim.resolve("precious.mp4"), StandardCharsets.ISO_8859_1)
                            .equals(PRECIOUS);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
