package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.encoding.ffmpeg.FfmpegCommand;
import openencoder.encoding.preset.PresetReader;
import openencoder.worker.sandbox.Traced;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Accepted means contained: what the allow-list lets through touches no file outside the job and
 * opens no socket, even without a sandbox. {@code -Dcontained.presets=500} tries as many, {@code
 * -Dcontained.seed=7} others.
 */
@Timeout(3600)
class ContainedPresetsIT {
    private static final int COUNT = Integer.getInteger("contained.presets", 25);
    private static final long SEED = Long.getLong("contained.seed", 4);

    @TempDir static Path made;
    private static Path film;
    private static Traced traced;

    @TempDir Path job;

    @BeforeAll
    static void prepare() {
        traced = Traced.here(Clips.tools()).orElse(null);
        if (traced == null) TestSandbox.missing("strace (package strace)");
        film = new Clips(made).tiny();
    }

    @BeforeEach
    void createFolders() throws IOException {
        Files.createDirectory(job.resolve("out"));
        Files.copy(film, job.resolve("src"));
    }

    @Test
    void an_accepted_preset_touches_nothing_outside_its_job() throws Exception {
        var presets = new PresetGenerator(SEED);
        var seen = new HashSet<List<String>>();
        var made = 0;
        while (seen.size() < COUNT) {
            var lines = presets.next();
            if (!seen.add(lines)) continue;
            assertThat(escapes(lines)).as("%s", lines).isEmpty();
            if (hasOutput()) made++;
        }
        System.out.printf("%d accepted presets, %d of them made a film%n", COUNT, made);

        assertThat(made).isPositive();
    }

    @Test
    void an_argument_that_leaves_the_job_is_noticed() throws Exception {
        var secret = Files.writeString(made.resolve("secret"), "secret");

        assertThat(escapes("-vf", "movie=" + film)).anyMatch(call -> call.contains(film + ""));
        assertThat(escapes("-attach", secret.toString())).isNotEmpty();
        assertThat(escapes("-vstats_file", "../../stats")).isNotEmpty();
        assertThat(escapes("-progress", "http://127.0.0.1:9/")).anyMatch(c -> c.contains("socket"));
        assertThat(escapes("-crf", "30")).isEmpty();
    }

    private List<String> escapes(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("-y", "-i", "file:../src"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-t", "0.1", "file:out.mp4"));
        return traced.escapes(job, command);
    }

    private List<String> escapes(List<String> preset) throws Exception {
        var recipe = PresetReader.read(Map.of("raw", preset));
        var files =
                new FfmpegCommand.Files(
                        Path.of("..", "src"),
                        Path.of("."),
                        recipe.outputName("film"),
                        Path.of(".pass"));
        clearOutput();
        var escapes = new ArrayList<String>();
        for (var pass : FfmpegCommand.of(recipe, files).withThreads(1).passes())
            escapes.addAll(traced.escapes(job, pass));
        return escapes;
    }

    private void clearOutput() throws IOException {
        try (var files = Files.list(job.resolve("out"))) {
            for (var file : files.toList()) Files.delete(file);
        }
    }

    private boolean hasOutput() throws IOException {
        try (var files = Files.list(job.resolve("out"))) {
            return files.anyMatch(file -> file.toFile().length() > 200);
        }
    }
}
