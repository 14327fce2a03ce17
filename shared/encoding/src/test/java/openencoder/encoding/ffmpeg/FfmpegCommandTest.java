package openencoder.encoding.ffmpeg;

import static openencoder.encoding.Samples.film;
import static openencoder.encoding.Samples.raw;
import static openencoder.encoding.Samples.without;
import static openencoder.encoding.Samples.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.encoding.preset.PresetReader;
import openencoder.encoding.recipe.ProbedSource;
import openencoder.encoding.recipe.Recipe;
import openencoder.job.SourceFacts;
import openencoder.refusal.Invalid;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class FfmpegCommandTest {
    private static final String PROCESS =
            "-hide_banner -loglevel level+warning -nostats -progress pipe:1 -y ";
    private static final String GUARD =
            """
            -protocol_whitelist file
            -format_whitelist mov,matroska,mpegts,mpeg,mpegvideo,avi,flv,asf,mxf,ogg,gif,dv,ivf,h264,hevc,mp3,wav,w64,aiff,caf,flac,aac,ac3,eac3,amr,au
            -codec_whitelist h264,hevc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,vvc,mpeg1video,mpeg2video,mpegvideo,mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,h263,h263i,h263p,flv,vp6,vp6f,vp6a,wmv1,wmv2,wmv3,vc1,theora,svq1,svq3,mjpeg,mjpegb,prores,dnxhd,cfhd,dvvideo,rawvideo,ffv1,huffyuv,ffvhuff,utvideo,qtrle,rpza,cinepak,png,gif,jpeg2000,v210,aac,aac_latm,aac_fixed,ac3,ac3_fixed,eac3,mp1,mp1float,mp2,mp2float,mp3,mp3float,opus,libopus,vorbis,flac,alac,dca,truehd,mlp,wmav1,wmav2,wmapro,wmalossless,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,speex,libspeex,nellymoser,gsm,gsm_ms,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_swf,g726,qdm2,wavpack,tta,s302m,pcm_s8,pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,pcm_bluray,pcm_dvd,subrip,srt,ass,ssa,mov_text,webvtt,text
            -max_pixels 37000000 -max_streams 96 -i file:/job/src
            """;
    private static final String INPUT = PROCESS + GUARD;

    private static FfmpegCommand command(Recipe recipe, String name) {
        var files =
                new FfmpegCommand.Files(
                        Path.of("/job/src"), Path.of("/job/out"), name, Path.of("/job/passlog"));
        return FfmpegCommand.of(recipe, files);
    }

    private static List<String> only(FfmpegCommand command) {
        assertThat(command.passes()).hasSize(1);
        return command.passes().getFirst();
    }

    @Test
    void h264_in_mp4_as_most_presets_are() {
        var recipe =
                raw(
                        "-vf scale=-2:360",
                        "-c:v libx264",
                        "-profile:v baseline",
                        "-level:v 3.0",
                        "-x264-params scenecut=0:open_gop=0:min-keyint=72:keyint=72",
                        "-minrate 600k",
                        "-maxrate 600k",
                        "-bufsize 600k",
                        "-b:v 600k",
                        "-c:a aac",
                        "-y");

        assertThat(only(command(recipe, "film.mp4").withThreads(2)))
                .isEqualTo(
                        words(
                                INPUT
                                        + """
                                        -map_metadata -1 -sn -dn -threads 2
                                        -vf scale=-2:360 -c:v libx264 -profile:v baseline -level:v 3.0
                                        -x264-params scenecut=0:open-gop=0:min-keyint=72:keyint=72
                                        -minrate 600k -maxrate 600k -bufsize 600k -b:v 600k -c:a aac
                                        -f mp4 file:/job/out/film.mp4
                                        """));
    }

    @Test
    void what_a_preset_leaves_unsaid_is_chosen_for_its_container() {
        assertThat(only(command(raw("-f webm"), "film.webm")))
                .isEqualTo(
                        words(
                                INPUT
                                        + """
                                        -map_metadata -1 -sn -dn -c:v libvpx-vp9 -c:a libopus
                                        -f webm file:/job/out/film.webm
                                        """));
    }

    @Test
    void two_passes_look_at_the_pictures_and_then_encode_everything() {
        var recipe =
                raw(
                        "-ss 1 -map 0:v:0 -map 0:a? -c:v libx264 -b:v 1M -preset slow -vf yadif"
                                + " -pass 2",
                        "-c:a aac -b:a 128k -movflags +faststart -metadata title=x -f mp4");

        assertThat(command(recipe, "film.mp4").withThreads(4).passes())
                .containsExactly(
                        words(
                                INPUT
                                        + """
                                        -threads 4 -ss 1 -map 0:v:0 -c:v libx264 -b:v 1M -preset slow
                                        -vf yadif -an -sn -dn -pass 1 -passlogfile /job/passlog
                                        -f null -
                                        """),
                        words(
                                INPUT
                                        + """
                                        -map_metadata -1 -sn -dn -threads 4
                                        -ss 1 -map 0:v:0 -map 0:a? -c:v libx264 -b:v 1M -preset slow
                                        -vf yadif -c:a aac -b:a 128k -movflags +faststart
                                        -metadata title=x -pass 2 -passlogfile /job/passlog
                                        -f mp4 file:/job/out/film.mp4
                                        """));
    }

    @Test
    void x265_learns_of_its_passes_by_parameters() {
        var recipe = raw("-c:v libx265 -b:v 1M -x265-params aq-mode=3 -pass 2");
        var files =
                new FfmpegCommand.Files(
                        Path.of("/job/src"), Path.of("/job/out"), "f.mp4", Path.of("/job:1/it's"));

        var passes = FfmpegCommand.of(recipe, files).passes();

        assertThat(passes)
                .containsExactly(
                        words(
                                INPUT
                                        + """
                                        -c:v libx265 -b:v 1M
                                        -x265-params aq-mode=3:pass=1:stats=/job\\:1/it\\'s
                                        -an -sn -dn -f null -
                                        """),
                        words(
                                INPUT
                                        + """
                                        -map_metadata -1 -sn -dn -c:v libx265 -b:v 1M
                                        -x265-params aq-mode=3:pass=2:stats=/job\\:1/it\\'s
                                        -c:a aac -tag:v hvc1 -f mp4 file:/job/out/f.mp4
                                        """));
    }

    @Test
    void a_structured_preset_with_every_field() {
        var recipe =
                PresetReader.read(
                        Map.of(
                                "format",
                                Map.of(
                                        "container", "mp4",
                                        "clip", true,
                                        "startTime", "00:00:05",
                                        "stopTime", "20"),
                                "video",
                                Map.ofEntries(
                                        Map.entry("codec", "libx264"),
                                        Map.entry("preset", "fast"),
                                        Map.entry("pass", "crf"),
                                        Map.entry("crf", 23),
                                        Map.entry("bitrate", "0"),
                                        Map.entry("minrate", ""),
                                        Map.entry("maxrate", "2M"),
                                        Map.entry("bufsize", "4M"),
                                        Map.entry("gopsize", 48),
                                        Map.entry("pixel_format", "yuv420p"),
                                        Map.entry("frame_rate", "30000/1001"),
                                        Map.entry("speed", ".5*PTS"),
                                        Map.entry("tune", "film"),
                                        Map.entry("profile", "high"),
                                        Map.entry("level", "4.1"),
                                        Map.entry("faststart", true),
                                        Map.entry("size", "custom"),
                                        Map.entry("width", "1280"),
                                        Map.entry("height", "-1"),
                                        Map.entry("format", "widescreen"),
                                        Map.entry("aspect", "2.4:1"),
                                        Map.entry("scaling", "lanczos"),
                                        Map.entry("codec_options", "keyint=48:no-scenecut")),
                                "audio",
                                Map.of(
                                        "codec", "aac",
                                        "channel", "2",
                                        "quality", "128k",
                                        "sample_rate", 44100,
                                        "volume", "150"),
                                "filter",
                                Map.ofEntries(
                                        Map.entry("deband", true),
                                        Map.entry("deshake", true),
                                        Map.entry("deflicker", true),
                                        Map.entry("dejudder", "true"),
                                        Map.entry("denoise", "light"),
                                        Map.entry("deinterlace", "frame"),
                                        Map.entry("brightness", "0.1"),
                                        Map.entry("contrast", "1.2"),
                                        Map.entry("saturation", 1.5),
                                        Map.entry("gamma", "0.9"),
                                        Map.entry("acontrast", "50"))));

        assertThat(only(command(recipe, "film.mp4").withThreads(2)))
                .isEqualTo(
                        words(
                                PROCESS
                                        + " -ss 00:00:05 -to 20 "
                                        + GUARD
                                        + """
                                        -map_metadata -1 -sn -dn -threads 2
                                        -c:v libx264 -preset fast -crf 23 -maxrate 2M -bufsize 4M
                                        -pix_fmt yuv420p -r 30000/1001 -g 48 -tune film
                                        -profile:v high -level:v 4.1
                                        -x264-params keyint=48:no-scenecut=1 -aspect 2.4
                                        -movflags +faststart
                                        -vf yadif=0:-1:0,dejudder,deflicker,deshake,hqdn3d=2:1.5:3:2.25,scale=1280:-2:flags=lanczos,deband,eq=contrast=1.2:brightness=0.1:saturation=1.5:gamma=0.9,setpts=0.5*PTS
                                        -c:a aac -ac 2 -b:a 128k -ar 44100
                                        -af volume=1.5,acontrast=50,atempo=2
                                        -f mp4 file:/job/out/film.mp4
                                        """));
    }

    @Test
    void hls_names_its_segments_after_its_playlist() {
        var recipe = raw("-c:v libx264", "-g 48", "-hls_time 4", "-f hls");
        var files =
                new FfmpegCommand.Files(
                        Path.of("/job/src"),
                        Path.of("/100%/out"),
                        "film.m3u8",
                        Path.of("/job/log"));

        assertThat(only(FfmpegCommand.of(recipe, files)))
                .isEqualTo(
                        words(
                                INPUT
                                        + """
                                        -map_metadata -1 -sn -dn -c:v libx264 -g 48 -hls_time 4 -c:a aac
                                        -hls_playlist_type vod -hls_list_size 0 -start_number 1
                                        -hls_segment_filename /100%%/out/film_%05d.ts
                                        -f hls file:/100%/out/film.m3u8
                                        """));
    }

    @Test
    void a_name_may_be_in_any_script() {
        var name = "d'été: 夏 -i.m3u8";

        assertThat(only(command(raw("-hls_segment_type fmp4 -f hls"), name)))
                .containsSequence("-hls_fmp4_init_filename", "d'été: 夏 -i_init.mp4")
                .containsSequence("-hls_segment_filename", "/job/out/d'été: 夏 -i_%05d.m4s")
                .endsWith("file:/job/out/" + name);
    }

    @Test
    void each_rendition_of_a_recipe_is_an_output_of_one_command() {
        var large = raw("-c:v libx264 -b:v 3M -pass 2");
        var small = raw("-vf scale=-2:360 -c:v libx264 -crf 23");
        var quick = raw("-c:v libvpx-vp9 -b:v 1M -an -pass 2");
        var recipe = new Recipe(large.clip(), List.of(large.main(), small.main(), quick.main()));
        var files =
                new FfmpegCommand.Files(
                        Path.of("/job/src"),
                        Path.of("/job/out"),
                        List.of("large.mp4", "small.mp4", "quick.webm"),
                        Path.of("/job/log"));

        assertThat(FfmpegCommand.of(recipe, files).passes())
                .containsExactly(
                        words(
                                INPUT
                                        + """
                                        -c:v libx264 -b:v 3M -an -sn -dn
                                        -pass 1 -passlogfile /job/log -f null -
                                        -c:v libvpx-vp9 -b:v 1M -an -sn -dn
                                        -pass 1 -passlogfile /job/log-2 -f null -
                                        """),
                        words(
                                INPUT
                                        + """
                                        -map_metadata -1 -sn -dn -c:v libx264 -b:v 3M
                                        -c:a aac -pass 2 -passlogfile /job/log
                                        -f mp4 file:/job/out/large.mp4
                                        -map_metadata -1 -sn -dn -vf scale=-2:360 -c:v libx264 -crf 23
                                        -c:a aac -f mp4 file:/job/out/small.mp4
                                        -map_metadata -1 -sn -dn -c:v libvpx-vp9 -b:v 1M -an
                                        -pass 2 -passlogfile /job/log-2
                                        -f webm file:/job/out/quick.webm
                                        """));
    }

    @Test
    void hls_in_fragments_has_a_beginning_of_its_own() {
        assertThat(only(command(raw("-hls_segment_type fmp4 -f hls"), "film.m3u8")))
                .containsSequence("-hls_fmp4_init_filename", "film_init.mp4")
                .containsSequence("-hls_segment_filename", "/job/out/film_%05d.m4s")
                .containsSequence("-hls_time", "6");
    }

    @Test
    void sound_alone_takes_no_cover_picture_along() {
        assertThat(only(command(raw("-c:a libmp3lame", "-q:a 2"), "song.mp3")))
                .isEqualTo(
                        words(
                                INPUT
                                        + """
                                        -map_metadata -1 -vn -sn -dn -c:a libmp3lame -q:a 2
                                        -f mp3 file:/job/out/song.mp3
                                        """));
    }

    @Test
    void hevc_gets_the_tag_that_apples_players_want_unless_it_has_one() {
        assertThat(only(command(raw("-c:v libx265"), "f.mp4"))).containsSequence("-tag:v", "hvc1");
        assertThat(only(command(raw("-c:v libx265 -f mkv"), "f.mkv"))).doesNotContain("-tag:v");
        assertThat(only(command(raw("-c:v libx265 -tag:v hev1"), "f.mp4")))
                .containsSequence("-tag:v", "hev1")
                .doesNotContain("hvc1");
        assertThat(
                        only(
                                command(raw("-c copy"), "f.mp4")
                                        .forSource(ProbedSource.of(film("hevc", 640, 360, 0)))))
                .containsSequence("-tag:v", "hvc1");
        assertThat(
                        only(
                                command(raw("-c copy"), "f.mp4")
                                        .forSource(ProbedSource.of(film("h264", 640, 360, 0)))))
                .doesNotContain("-tag:v");
    }

    @Test
    void an_odd_sized_source_loses_a_row_rather_than_failing() {
        var odd = film("h264", 641, 361, 0);

        assertThat(only(command(raw("-c:v libx264"), "f.mp4").forSource(ProbedSource.of(odd))))
                .containsSequence("-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0");
        assertThat(
                        only(
                                command(raw("-c:v libx264 -vf yadif"), "f.mp4")
                                        .forSource(ProbedSource.of(odd))))
                .containsSequence("-vf", "yadif,crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0");
        assertThat(
                        only(
                                command(raw("-c:v libx264 -vf scale=-2:360"), "f.mp4")
                                        .forSource(ProbedSource.of(odd))))
                .containsSequence("-vf", "scale=-2:360");
        assertThat(only(command(raw("-c:v libvpx-vp9"), "f.webm").forSource(ProbedSource.of(odd))))
                .doesNotContain("-vf");
    }

    @Test
    void a_formula_that_makes_an_even_source_odd_is_mended_too() {
        var even = film("h264", 854, 480, 0);

        assertThat(
                        only(
                                command(raw("-c:v libx264 -vf scale=iw/2:-2"), "f.mp4")
                                        .forSource(ProbedSource.of(even))))
                .containsSequence("-vf", "scale=iw/2:-2,crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0");
        assertThat(
                        only(
                                command(raw("-c:v libx264 -vf scale=iw/2:-2"), "f.mp4")
                                        .forSource(ProbedSource.of(film("h264", 480, 854, 90)))))
                .containsSequence("-vf", "scale=iw/2:-2,crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0");
    }

    @Test
    void metadata_is_dropped_unless_the_preset_keeps_it() {
        assertThat(only(command(raw("-map_metadata 0"), "f.mp4")))
                .containsSequence("-map_metadata", "0")
                .doesNotContain("-1");
    }

    @Test
    void a_presets_own_number_of_threads_counts() {
        assertThat(only(command(raw("-threads 1"), "f.mp4").withThreads(8)))
                .containsSequence("-threads", "1")
                .containsOnlyOnce("-threads");
    }

    @Test
    void a_source_without_pictures_is_no_film() {
        var sound = without(film("h264", 640, 360, 0), "video");

        assertThatThrownBy(
                        () ->
                                command(raw("-c:v libx264"), "f.mp4")
                                        .forSource(ProbedSource.of(sound)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("settings.no_video"))
                .hasMessageContaining("has no pictures, and the preset makes a film");
        assertThat(command(raw("-vn"), "f.m4a").forSource(ProbedSource.of(sound)).passes())
                .hasSize(1);
        assertThat(
                        command(raw("-map 0:v? -map 0:a"), "f.mp4")
                                .forSource(ProbedSource.of(sound))
                                .passes())
                .hasSize(1);
    }

    @Test
    void a_source_without_sound_is_a_film_but_no_song() {
        var silent = without(film("h264", 640, 360, 0), "audio");

        assertThat(
                        command(raw("-c:v libx264", "-c:a aac"), "f.mp4")
                                .forSource(ProbedSource.of(silent))
                                .passes())
                .hasSize(1);
        assertThatThrownBy(() -> command(raw("-f mp3"), "f.mp3").forSource(ProbedSource.of(silent)))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("settings.no_audio"));
    }

    @Test
    void a_clip_that_begins_after_the_end_and_pictures_that_grow_too_large_are_refused() {
        assertThatThrownBy(
                        () ->
                                command(raw("-ss 11"), "f.mp4")
                                        .forSource(ProbedSource.of(film("h264", 640, 360, 0))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("settings.clip"));
        assertThatThrownBy(
                        () ->
                                command(raw("-vf scale=iw*3:-2"), "f.mp4")
                                        .forSource(ProbedSource.of(film("h264", 3840, 2160, 0))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("settings.too_large"));
    }

    @Test
    void pictures_of_unknown_size_are_left_to_ffmpeg() {
        var broken = film("h264", 0, 0, 0);

        assertThat(
                        command(raw("-vf scale=-2:120", "-c:v libx264"), "f.mp4")
                                .forSource(ProbedSource.of(broken))
                                .passes())
                .hasSize(1);
    }

    @Test
    void a_film_that_would_have_millions_of_frames_is_refused() {
        var film = film("h264", 640, 360, 0);
        var day =
                new SourceFacts(
                        film.format(),
                        film.size(),
                        Optional.of(Duration.ofHours(24)),
                        film.video(),
                        film.audio());

        for (var faster : List.of("-r 240", "-vf fps=240", "-vf framerate=fps=100"))
            assertThatThrownBy(() -> command(raw(faster), "f.mp4").forSource(ProbedSource.of(day)))
                    .isInstanceOfSatisfying(
                            Invalid.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("settings.too_long"))
                    .hasMessageContaining("frames; at most 5,184,000 are made");
        assertThat(command(raw("-r 60"), "f.mp4").forSource(ProbedSource.of(day)).passes())
                .hasSize(1);
        assertThat(command(raw("-r 240 -t 60"), "f.mp4").forSource(ProbedSource.of(day)).passes())
                .hasSize(1);
    }

    @Test
    void people_see_the_command_as_they_would_type_it() {
        var recipe =
                raw("-vf \"scale='min(640,iw)':-2\" -metadata 'title=My film' -b:v 1M -pass 2 -an");

        var shown = command(recipe, "f.mp4").display();

        assertThat(shown)
                .startsWith("ffmpeg -hide_banner ")
                .contains(" -vf \"scale='min(640,iw)':-2\" ")
                .contains(" -pass 1 -passlogfile /job/passlog -f null - && ffmpeg -hide_banner ")
                .contains(" -metadata 'title=My film' ")
                .endsWith(" -f mp4 file:/job/out/f.mp4");
    }

    @Test
    void the_process_can_be_stopped_and_never_asks() {
        assertThat(only(command(raw("-c copy"), "f.mp4")))
                .contains("-y")
                .doesNotContain("-nostdin");
    }
}
