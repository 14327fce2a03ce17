package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

class DecisiveLineTest {
    // As FFmpeg 8.1.2 wrote them, at -loglevel warning.
    static Stream<Arguments> samples() {
        return Stream.of(
                sample(
                        "[vost#0:0] Unknown encoder 'nosuch'",
                        """
                        [vost#0:0 @ 0x5632a1dd8c40] Unknown encoder 'nosuch'
                        [vost#0:0 @ 0x5632a1dd8c40] Error selecting an encoder
                        Error opening output file o.mp4.
                        Error opening output files: Encoder not found
                        """),
                sample(
                        "[libx264] height not divisible by 2 (638x359)",
                        """
                        [libx264 @ 0x561297d1b480] height not divisible by 2 (638x359)
                        [vost#0:0/libx264 @ 0x561297cf9240] [enc:libx264 @ 0x561297ce5940] Error \
                        while opening encoder - maybe incorrect parameters such as bit_rate, rate, \
                        width or height.
                        [vf#0:0 @ 0x561297d191c0] Error sending frames to consumers: Generic error \
                        in an external library
                        [vf#0:0 @ 0x561297d191c0] Task finished with error code: -542398533 \
                        (Generic error in an external library)
                        [out#0/mp4 @ 0x561297ce5c40] Nothing was written into output file, because \
                        at least one of its streams received no packets.
                        """),
                sample(
                        "[AVFilterGraph] No option name near '1'",
                        """
                        [AVFilterGraph @ 0x55a03db5f340] No option name near '1'
                        [AVFilterGraph @ 0x55a03db5f340] Error parsing a filter description around:\s
                        [AVFilterGraph @ 0x55a03db5f340] Error parsing filterchain 'x=1' around:\s
                        Error opening output file o.mp4.
                        """),
                sample(
                        "[Parsed_scale_0] Invalid size 'foo'",
                        """
                        [Parsed_scale_0 @ 0x56000cfa0440] Invalid size 'foo'
                        [AVFilterGraph @ 0x56000cfa0340] Error initializing filters
                        Error opening output file o.mp4.
                        Error opening output files: Invalid argument
                        """),
                sample(
                        "x264 [error]: invalid preset 'bogus'",
                        """
                        x264 [error]: invalid preset 'bogus'
                        [libx264 @ 0x55deb3c23040] Error setting preset/tune bogus/(null).
                        [vost#0:0/libx264 @ 0x55deb3c54dc0] [enc:libx264 @ 0x55deb3c556c0] Error \
                        while opening encoder - maybe incorrect parameters such as bit_rate, rate, \
                        width or height.
                        """),
                sample(
                        "[webm] Only VP8 or VP9 or AV1 video and Vorbis or Opus audio and WebVTT"
                                + " subtitles are supported for WebM.",
                        """
                        [libvpx-vp9 @ 0x55c5020e4480] Neither bitrate nor constrained quality \
                        specified, using default CRF of 32
                        [webm @ 0x55c5020a1a00] Only VP8 or VP9 or AV1 video and Vorbis or Opus \
                        audio and WebVTT subtitles are supported for WebM.
                        [out#0/webm @ 0x55c5020af180] Could not write header (incorrect codec \
                        parameters ?): Invalid argument
                        """),
                sample(
                        "[libx264] Unable to parse \"b\" option value \"foo\"",
                        """
                        [libx264 @ 0x56522a8d9480] [Eval @ 0x7ffc620facb0] Undefined constant or \
                        missing '(' in 'foo'
                        [libx264 @ 0x56522a8d9480] Unable to parse "b" option value "foo"
                        [libx264 @ 0x56522a8d9480] Error setting option b to value foo.
                        Error opening output files: Invalid argument
                        """),
                sample(
                        "[aac] Specified sample rate 7 is not supported by the aac encoder",
                        """
                        [aac @ 0x55ccde5e95c0] Specified sample rate 7 is not supported by the aac \
                        encoder
                        [aac @ 0x55ccde5e95c0] Supported sample rates:
                        [aac @ 0x55ccde5e95c0]   96000
                        [af#0:1 @ 0x55ccde5e9c00] Error sending frames to consumers: Invalid argument
                        """),
                sample(
                        "[out#0/mp4] Error writing trailer: No space left on device",
                        """
                        [out#0/mp4 @ 0x55e891aee640] Error writing trailer: No space left on device
                        [out#0/mp4 @ 0x55e891aee640] Error closing file: No space left on device
                        """),
                sample(
                        "[out#0/mp4] Output file does not contain any stream",
                        """
                        [out#0/mp4 @ 0x56052ac8b9c0] Output file does not contain any stream
                        Error opening output file o.mp4.
                        Error opening output files: Invalid argument
                        """),
                sample(
                        "[out#0/mp4] Output file is empty, nothing was encoded(check -ss / -t /"
                                + " -frames parameters if used)",
                        """
                        [af#0:1 @ 0x558d524c9d80] No filtered frames for output stream, trying to \
                        initialize anyway.
                        [out#0/mp4 @ 0x558d524c1180] Output file is empty, nothing was \
                        encoded(check -ss / -t / -frames parameters if used)
                        """),
                sample(
                        "Stream map '' matches no streams.",
                        """
                        Stream map '' matches no streams.
                        To ignore this, add a trailing '?' to the map.
                        Failed to set value '0:5' for option 'map': Invalid argument
                        """),
                sample(
                        "[h264] [IMGUTILS] Picture size 640x360 exceeds specified max pixel count"
                                + " 1000, see the documentation if you wish to increase it",
                        """
                        [h264 @ 0x563d07679840] [IMGUTILS @ 0x7ffd20e561c0] Picture size 640x360 \
                        exceeds specified max pixel count 1000, see the documentation if you wish \
                        to increase it
                        [in#0/mov @ 0x563d07678000] Failed to open codec in avformat_find_stream_info
                        """),
                sample(
                        "[in#0] moov atom not found",
                        """
                        [in#0 @ 0x55d15266e840] moov atom not found
                        [in#0 @ 0x55d15266e500] Error opening input: Invalid data found when \
                        processing input
                        Error opening input file file:src.
                        """),
                sample(
                        "file:src: Invalid data found when processing input",
                        "file:src: Invalid data found when processing input\n"),
                sample(
                        "[in#0] Error opening input: Invalid data found when processing input",
                        """
                        [in#0 @ 0x557211f21500] Error opening input: Invalid data found when \
                        processing input
                        Error opening input file file:src.
                        Error opening input files: Invalid data found when processing input
                        """),
                sample(
                        "[in#0/mov,mp4,m4a,3gp,3g2,mj2] stream 1, offset 0x1ea9e: partial file",
                        """
                        [in#0/mov,mp4,m4a,3gp,3g2,mj2 @ 0x55f29d943840] Packet corrupt (stream = 0, \
                        dts = 6144).
                        [h264 @ 0x55f29da0bfc0] Invalid NAL unit size (8513 > 2915).
                        [h264 @ 0x55f29da0bfc0] missing picture in access unit with size 2919
                        [in#0/mov,mp4,m4a,3gp,3g2,mj2 @ 0x55f29d943840] stream 1, offset 0x1ea9e: \
                        partial file
                        [h264 @ 0x55f29d9694c0] Error splitting the input into NAL units.
                        """),
                sample(
                        "[in#0/matroska,webm] File ended prematurely",
                        "[in#0/matroska,webm @ 0x562bb0626840] File ended prematurely\n"),
                sample(
                        "[libvpx-vp9] Failed to initialize encoder: Invalid parameter",
                        """
                        [libvpx-vp9 @ 0x555b137d3900] [warning] generic settings
                          g_usage:                      0
                        [libvpx-vp9 @ 0x555b137d3900] [error] Failed to initialize encoder: Invalid \
                        parameter
                        [vf#0:0 @ 0x555b13806400] [error] Error sending frames to consumers
                        """),
                sample(
                        "[libx264] CRF/CQP is incompatible with 2pass.",
                        """
                        [libx264 @ 0x564df7555480] [error] CRF/CQP is incompatible with 2pass.
                        [vost#0:0/libx264 @ 0x564df7533240] [error] Could not open encoder before EOF
                        """));
    }

    private static Arguments sample(String decisive, String stderr) {
        return Arguments.of(decisive, stderr);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void the_cause_is_told_and_not_what_followed_from_it(String decisive, String stderr) {
        assertThat(DecisiveLine.of(stderr)).contains(decisive);
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void harmless_remarks_decide_nothing(String stderr) {
        assertThat(DecisiveLine.of(stderr)).isEmpty();
    }

    static Stream<String> harmless() {
        return Stream.of(
                "",
                "\n \n",
                "x265 [warning]: Source height < 720p; disabling lookahead-slices\n",
                "[aist#0:1/aac @ 0x560c5db70900] Guessed Channel Layout: mono\n");
    }
}
