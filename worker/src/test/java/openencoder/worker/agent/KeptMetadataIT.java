package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.JobStatus;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.TestSandbox;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** What a film tells of itself that the output tells too, and what it does not. */
@Timeout(60)
class KeptMetadataIT {
    private static final EncodeLimits LIMITS =
            new EncodeLimits(Duration.ofSeconds(20), Duration.ofSeconds(50), Duration.ofSeconds(2));

    @TempDir static Path made;
    private static Clips clips;

    @TempDir Path folder;

    @BeforeAll
    static void prepare() {
        clips = new Clips(made);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-map 0:v:0 -map 0:a -c:v libx264 -c:a aac | film.mp4 | eng deu",
                "-map 0:v:0 -map 0:a:1 -map 0:a:0 -c:v libx264 -c:a aac | film.mp4 | deu eng",
                "-map 0 -c copy | film.mp4 | eng deu",
                "-map 0 -c copy | film.mkv | eng deu",
                "-map 0 -map -0:a:0 -c copy | film.mkv | deu",
                "-map 0:v -map 0:a:m:language:deu -c copy | film.mkv | deu",
                "-map 0 -c copy | film.ts | eng deu",
                "-map 0:v:0 -map 0:a -c:v libvpx-vp9 -deadline realtime -c:a libopus | film.webm |"
                        + " eng deu",
                "-map 0:v:0 -map 0:a:1 -c:v libx264 -c:a aac -f hls | film.m3u8 | deu",
                "-c:v libx264 -c:a aac | film.mp4 | deu",
                "-vn -c:a aac | film.m4a | deu",
                "-c copy | film.mkv | deu",
                "-map 0 -c copy -metadata:s:a:0 language=fra | film.mkv | fra deu",
                "-map 0 -c copy -map_metadata 0 | film.mkv | eng deu",
                "-pass 2 -b:v 200k -c:v libx264 -c:a aac | film.mp4 | deu",
            })
    void languages_of_streams_are_kept_and_nothing_else(
            String options, String name, String languages) throws Exception {
        var film = film(clips.bilingual(), options, name);

        assertThat(languages(film)).isEqualTo(languages);
        if (options.contains("map_metadata")) return;
        assertThat(Clips.entries(film, "format_tags:stream_tags"))
                .doesNotContain("Secret", "48.8577");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-c copy | film.mkv | deu fra",
                "-c:v libx264 -c:a aac -c:s mov_text | film.mp4 | deu fra",
                "-map 0 -c:v libx264 -c:a aac -c:s mov_text | film.mp4 | eng deu fra ita",
                "-c:v libx264 -c:a aac | film.mp4 | deu",
            })
    void languages_of_subtitles_are_kept(String options, String name, String languages)
            throws Exception {
        assertThat(languages(film(clips.subtitled(), options, name))).isEqualTo(languages);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c:v libx264 | film.mp4", "-c:v libx265 -preset ultrafast | film.mp4",
                "-c:v libx265 -preset ultrafast | film.mkv", "-c:v libvpx-vp9 | film.webm",
            })
    void a_tone_mapped_film_says_nothing_of_the_display_it_was_mastered_on(String made)
            throws Exception {
        var parts = made.split(" \\| ");
        var toSdr =
                "-vf zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable,"
                        + "zscale=t=bt709:m=bt709:r=tv,format=yuv420p ";

        var film = film(clips.hdr(), toSdr + parts[0], parts[1]);

        assertThat(sideData(film)).doesNotContain("Mastering", "Content light");
        var plain = film(clips.hdr(), parts[0] + " -pix_fmt yuv420p10le", parts[1]);
        assertThat(sideData(plain)).contains("Mastering", "Content light");
    }

    private static String languages(String film) {
        return Clips.entries(film, "stream=index:stream_tags=language")
                .lines()
                .distinct()
                .map(line -> line.replaceAll("^\\d+,?", ""))
                .filter(language -> !language.isBlank() && !language.equals("und"))
                .collect(Collectors.joining(" "));
    }

    private static String sideData(String film) {
        return Clips.entries(film, "stream_side_data=side_data_type")
                + Clips.entries(film, "frame_side_data=side_data_type");
    }

    private String film(Path source, String options, String name) throws Exception {
        var trial = new Trial(folder, source);
        var preset =
                new PresetSnapshot(
                        new PresetId(1), "web", "{\"raw\": [\"%s\"]}".formatted(options), name);

        var job = trial.run(preset, new Ffmpeg(Clips.tools(), TestSandbox.found(), LIMITS));

        assertThat(job.status()).as("%s", job.state()).isEqualTo(JobStatus.COMPLETED);
        return trial.output(job).toString();
    }
}
