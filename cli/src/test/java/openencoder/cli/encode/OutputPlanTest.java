package openencoder.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.cli.command.CommandFailed;
import openencoder.cli.connect.KnownPreset;
import openencoder.cli.encode.OutputPlan.Collision;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class OutputPlanTest {

    private static final KnownPreset WEB = new KnownPreset("web", "", "web.mp4", true);
    private static final KnownPreset VP9 = new KnownPreset("vp9", "", "vp9.webm", true);
    private static final KnownPreset HLS = new KnownPreset("hls", "", "hls.m3u8", true);

    @TempDir Path folder;

    @Test
    void outputs_are_named_after_films_and_after_presets_where_there_are_several()
            throws IOException {
        var films = films(file("a/one.mov"), file("two.tar.mkv"));
        assertThat(targets(films, WEB)).containsExactly("out/one.mp4", "out/two.tar.mp4");
        assertThat(targets(films, VP9, HLS))
                .containsExactly(
                        "out/one.vp9.webm",
                        "out/one.hls",
                        "out/two.tar.vp9.webm",
                        "out/two.tar.hls");
    }

    @Test
    void folders_below_a_given_folder_stay_and_what_is_no_film_is_named() throws IOException {
        file("films/2024/a.mp4");
        file("films/2025/a.mp4");
        file("films/.trash/b.mp4");
        file("films/out/c.mp4");
        Files.writeString(folder.resolve("films/notes.txt"), "no film");
        Files.writeString(folder.resolve("films/clip"), "....ftypisom....");
        Files.writeString(folder.resolve("films/photo.mp4"), "....ftypheic....");
        var search = new FilmSearch(folder.resolve("films/out"));
        search.add(folder.resolve("films"));
        var plan = OutputPlan.of(search.films(), List.of(WEB), Path.of("out"));
        assertThat(plan.all())
                .extracting(wanted -> wanted.target().toString())
                .containsExactly("out/2024/a.mp4", "out/2025/a.mp4", "out/clip.mp4");
        assertThat(search.leftOut())
                .startsWith("Left out, no film: ")
                .contains("notes.txt", "photo.mp4");
    }

    @Test
    void two_films_never_meet_in_one_output() throws IOException {
        var films = films(file("a/one.mov"), file("b/one.mp4"));
        assertThatThrownBy(() -> OutputPlan.of(films, List.of(WEB), Path.of("out")))
                .isInstanceOf(Collision.class)
                .hasMessageContaining("a/one.mov")
                .hasMessageContaining("b/one.mp4")
                .hasMessageContaining("would both become out/one.mp4");
    }

    @Test
    void a_film_given_twice_is_encoded_once() throws IOException {
        var one = file("a/one.mov");
        assertThat(films(one, one, folder.resolve("a/../a/one.mov"))).hasSize(1);
    }

    @Test
    void what_the_same_film_and_preset_made_is_kept_and_anything_else_refused() throws IOException {
        var out = Files.createDirectories(folder.resolve("out"));
        var films = films(file("one.mov"), file("two.mov"));
        var plan = OutputPlan.of(films, List.of(WEB), out);
        assertThat(plan.madeAlready(MadeBefore.in(out))).isEmpty();

        Files.writeString(out.resolve("one.mp4"), "made");
        MadeBefore.in(out).add(plan.all().getFirst());
        assertThat(plan.madeAlready(MadeBefore.in(out))).containsExactly(plan.all().getFirst());

        var other = OutputPlan.of(films, List.of(new KnownPreset("big", "", "b.mp4", true)), out);
        assertThatThrownBy(() -> other.madeAlready(MadeBefore.in(out)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("one.mp4")
                .hasMessageContaining("--force replaces what is there");

        Files.writeString(folder.resolve("one.mov"), "another cut");
        assertThatThrownBy(() -> plan.madeAlready(MadeBefore.in(out)))
                .hasMessageContaining("one.mp4");
    }

    @Test
    void a_line_that_was_cut_short_is_passed_over() throws IOException {
        var out = Files.createDirectories(folder.resolve("out"));
        var plan = OutputPlan.of(films(file("one.mov"), file("two.mov")), List.of(WEB), out);
        MadeBefore.in(out).add(plan.all().getFirst());
        var file = out.resolve(MadeBefore.NAME);
        Files.writeString(file, Files.readString(file) + "{\"output\":");
        assertThat(MadeBefore.in(out).has(plan.all().getFirst())).isTrue();
    }

    private Path file(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "....ftypisom....");
    }

    private static List<FilmFile> films(Path... files) {
        var search = new FilmSearch(Path.of("out"));
        for (var file : files) search.add(file);
        return search.films();
    }

    private static List<String> targets(List<FilmFile> films, KnownPreset... presets) {
        return OutputPlan.of(films, List.of(presets), Path.of("out")).all().stream()
                .map(wanted -> wanted.target().toString())
                .toList();
    }
}
