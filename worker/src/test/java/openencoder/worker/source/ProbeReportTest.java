package openencoder.worker.source;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.media.StreamKind;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ProbeReportTest {
    // As ffprobe 8.1.2 answers for a film of a telephone, and for Matroska.
    private static final String ROTATED =
            """
            {"programs": [], "streams": [
              {"codec_name": "h264", "codec_type": "video", "width": 640, "height": 360,
               "avg_frame_rate": "30000/1001", "duration": "4.000000", "nb_read_packets": "100",
               "disposition": {"attached_pic": 0}, "tags": {},
               "side_data_list": [{}, {"rotation": 90}]},
              {"codec_name": "aac", "codec_type": "audio", "sample_rate": "44100", "channels": 1,
               "avg_frame_rate": "0/0", "duration": "4.500000", "nb_read_packets": "174",
               "disposition": {"attached_pic": 0}}],
             "format": {"format_name": "mov,mp4,m4a,3gp,3g2,mj2", "duration": "4.500000"}}
            """;

    private static final String MATROSKA =
            """
            {"streams": [
              {"codec_name": "vp9", "codec_type": "video", "width": 640, "height": 360,
               "avg_frame_rate": "25/1", "tags": {"DURATION": "00:01:04.023000000"}},
              {"codec_name": "ass", "codec_type": "subtitle"}],
             "format": {"format_name": "matroska,webm", "duration": "64.023000"}}
            """;

    private static final String SONG_WITH_A_COVER =
            """
            {"streams": [
              {"codec_name": "mp3", "codec_type": "audio", "sample_rate": "44100", "channels": 2},
              {"codec_name": "mjpeg", "codec_type": "video", "width": 600, "height": 600,
               "avg_frame_rate": "0/0", "disposition": {"attached_pic": 1}}],
             "format": {"format_name": "mp3", "duration": "180.0"}}
            """;

    @Test
    void a_film_is_described_as_it_is_stored() {
        var facts = ProbeReport.read(ROTATED, "").facts(1234);

        assertThat(facts.size()).isEqualTo(1234);
        assertThat(facts.duration()).contains(Duration.ofMillis(4500));
        var video = facts.video().orElseThrow();
        assertThat(video.codec()).isEqualTo("h264");
        assertThat(video.width()).isEqualTo(640);
        assertThat(video.frameRate()).isEqualTo(30000 / 1001.0);
        assertThat(video.rotation()).isEqualTo(270);
        assertThat(facts.audio().orElseThrow().sampleRate()).isEqualTo(44100);
    }

    @Test
    void packets_are_told_when_they_were_counted() {
        assertThat(ProbeReport.read(ROTATED, "").first(StreamKind.VIDEO).orElseThrow().packets())
                .contains(100L);
        assertThat(ProbeReport.read(MATROSKA, "").first(StreamKind.VIDEO).orElseThrow().packets())
                .isEmpty();
    }

    @Test
    void matroska_keeps_the_length_of_a_stream_in_a_tag() {
        assertThat(ProbeReport.read(MATROSKA, "").first(StreamKind.VIDEO).orElseThrow().duration())
                .contains(Duration.ofMillis(64_023));
    }

    @Test
    void a_cover_is_no_film() {
        var probe = ProbeReport.read(SONG_WITH_A_COVER, "");

        assertThat(probe.has(StreamKind.VIDEO)).isFalse();
        assertThat(probe.has(StreamKind.AUDIO)).isTrue();
    }

    @Test
    void what_has_no_streams_is_read_as_having_none() {
        var probe = ProbeReport.read("{}", "");

        assertThat(probe.streams()).isEmpty();
        assertThat(probe.duration()).isEmpty();
    }

    @Test
    void the_picture_may_be_shorter_than_the_whole() {
        var probe = ProbeReport.read(ROTATED, "");

        assertThat(probe.lengthOf(List.of(StreamKind.VIDEO))).contains(Duration.ofSeconds(4));
        assertThat(probe.lengthOf(List.of(StreamKind.VIDEO, StreamKind.AUDIO)))
                .contains(Duration.ofMillis(4500));
    }

    @Test
    void of_two_sounds_the_shorter_is_the_promise() {
        var probe =
                ProbeReport.read(
                        """
                        {"streams": [
                          {"codec_type": "audio", "duration": "6.0"},
                          {"codec_type": "audio", "duration": "9.0"}],
                         "format": {"duration": "9.0"}}
                        """,
                        "");

        assertThat(probe.lengthOf(List.of(StreamKind.AUDIO))).contains(Duration.ofSeconds(6));
    }

    @Test
    void a_length_that_was_guessed_promises_nothing() {
        var probe =
                ProbeReport.read(
                        SONG_WITH_A_COVER,
                        "[mp3 @ 0x1] Estimating duration from bitrate, this may be inaccurate");

        assertThat(probe.lengthOf(List.of(StreamKind.AUDIO))).isEmpty();
    }
}
