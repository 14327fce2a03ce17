package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Grammar;
import openencoder.encoding.grammar.Value;
import openencoder.encoding.grammar.Vocabulary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every option that a preset may use: what is not in this table is refused. To allow another, add a
 * row: its name, the streams it may be given for ({@code v} video, {@code a} audio, {@code s}
 * subtitles, {@code -} none), the value it takes (see {@link Vocabulary}) and, if it is for some
 * containers alone, their muxers; {@code <x264:mbtree>} is what that parameter of x264 takes.
 * Nothing that names a file, a device or an address belongs here.
 */
public final class Options {
    private static final String TABLE =
            """
            map                - <map>
            vn                 - flag
            an                 - flag
            sn                 - flag
            dn                 - flag
            c                  v <videocodec>
            c                  a <audiocodec>
            c                  s copy|mov_text|subrip|srt|ass|webvtt
            c                  - copy
            filter             v <videofilters>
            filter             a <audiofilters>
            ss                 - <time>
            t                  - <time>
            to                 - <time>
            shortest           - flag
            frames             v 1..10000000
            frames             a 1..100000000
            threads            - 0..8
            pass               - 2
            strict             - -2..2|very|strict|normal|unofficial|experimental
            max_muxing_queue_size - 1..9999
            map_metadata       - -1|0
            map_chapters       - -1|0
            metadata           m <metadata>
            disposition        vas <disposition>
            f                  - <container>
            y                  - flag
            hide_banner        - flag

            b                  v <bitrate>
            b                  a <bitrate>
            minrate            v <bitrate>
            maxrate            v <bitrate>
            bufsize            v <bitrate>
            rc_init_occupancy  v <bitrate>
            crf                v 0.0..63.0
            crf_max            v 0.0..63.0
            qp                 v -1..255
            q                  v 0.0..63.0
            q                  a -2.0..10.0
            qmin               v -1..69
            qmax               v -1..1024
            qdiff              v 1..1024
            qcomp              v 0.0..1.0
            i_qfactor          v 0.0..10.0
            b_qfactor          v 0.0..10.0
            bt                 v <bitrate>
            profile            v <word>
            profile            a aac_low|mpeg2_aac_low
            level              v <level>|1b|low|main|high|high1440
            tier               v main|high
            preset             v <word>|-2..13
            tune               v <word>
            x264-params        v <x264>
            x264opts           v <x264>
            x265-params        v <x265>
            svtav1-params      v <svtav1>
            aom-params         v <aom>
            pix_fmt            v <pixel>
            s                  v <size>
            r                  v <rate>
            fpsmax             v <rate>
            fps_mode           v passthrough|cfr|vfr|auto
            aspect             v <ratio>
            tag                v <tag>
            tag                a <tag>
            bitexact           va flag

            g                  v 0..100000
            keyint_min         v 0..100000
            force_key_frames   v <keyframes>
            forced-idr         v <switch>
            sc_threshold       v -1..1000000000
            bf                 v -1..16
            b_strategy         v 0..2
            b-pyramid          v <x264:b-pyramid>
            b-bias             v <x264:b-bias>
            refs               v 0..16
            flags              va +cgop+loop+ildct+ilme+mv4+qpel+aic+qscale+global_header+bitexact+low_delay+gray
            trellis            v 0..2
            coder              v default|cavlc|cabac|vlc|ac|0..4
            me_method          v dia|hex|umh|esa|tesa|epzs|zero|xone
            motion-est         v dia|hex|umh|esa|tesa|zero|epzs|xone
            me_range           v 0..256
            subq               v 0..11
            partitions         v <word>|all|none
            direct-pred        v none|spatial|temporal|auto
            deblock            v <pair>
            weightp            v none|simple|smart|0..2
            weightb            v <x264:weightb>
            8x8dct             v <x264:8x8dct>
            mixed-refs         v <x264:mixed-refs>
            fast-pskip         v <x264:fast-pskip>
            mbtree             v <x264:mbtree>
            psy                v <x264:psy>
            psy-rd             v <pair>
            aq-mode            v -1..4
            aq-strength        v -1.0..3.0
            rc-lookahead       v <x264:rc-lookahead>
            nal-hrd            v <x264:nal-hrd>
            intra-refresh      v <x264:intra-refresh>
            bluray-compat      v <x264:bluray-compat>
            aud                v <x264:aud>
            a53cc              v <switch>
            slices             v 0..32

            deadline           v best|good|realtime
            quality            v best|good|realtime
            usage              v good|realtime|allintra
            cpu-used           v -16..16
            speed              v -16..16
            row-mt             v <switch>
            tile-columns       v 0..6
            tile-rows          v 0..6
            tiles              v <size>
            frame-parallel     v <switch>
            auto-alt-ref       v 0..6
            lag-in-frames      v 0..48
            arnr-maxframes     v 0..15
            arnr-max-frames    v 0..15
            arnr-strength      v 0..6
            arnr-type          v backward|forward|centered|1..3
            static-thresh      v 0..1000000
            drop-threshold     v 0..100
            error-resilient    v default|partitions|<switch>
            error-resilience   v default|0..1
            undershoot-pct     v -1..100
            overshoot-pct      v -1..1000
            min-gf-interval    v -1..250
            max-intra-rate     v -1..10000
            sharpness          v -1..7
            noise-sensitivity  v 0..6
            tune-content       v default|screen|film|0..2
            corpus-complexity  v -1..10000
            enable-tpl         v -1..1
            lossless           v <switch>
            denoise-noise-level v -1..50
            denoise-block-size v -1..128
            still-picture      v <switch>
            enable-cdef        v <switch>
            enable-restoration v <switch>

            vendor             v <tag>
            bits_per_mb        v 0..8192
            mbs_per_slice      v 1..8
            quant_mat          v auto|default|proxy|lt|standard|hq
            alpha_bits         v 0|8|16
            context            v 0..1
            slicecrc           v 0..2
            dc                 v -8..16
            mbd                v simple|bits|rd|0..2
            intra_vlc          v <switch>
            non_linear_quant   v <switch>
            seq_disp_ext       v auto|never|always
            video_format       v component|pal|ntsc|secam|mac|unspecified

            color_primaries    v <word>
            color_trc          v <word>
            colorspace         v <word>
            color_range        v <word>
            chroma_sample_location v left|center|topleft|top|bottomleft|bottom|unspecified
            field_order        v progressive|tt|bb|tb|bt
            sws_flags          v <word>|+bilinear+bicubic+lanczos+spline+area+neighbor+accurate_rnd+full_chroma_int+full_chroma_inp

            ar                 a 4000..192000
            ac                 a 1..8
            channel_layout     a <layouts>
            ch_layout          a <layouts>
            sample_fmt         a u8|s16|s32|flt|dbl|u8p|s16p|s32p|fltp|dblp
            compression_level  va 0..12
            cutoff             a 0..24000
            aac_coder          a twoloop|fast
            application        a voip|audio|lowdelay
            vbr                a on|off|constrained
            frame_duration     a 2.5|5|10|20|40|60|80|100|120
            packet_loss        a 0..100
            fec                a <switch>
            mapping_family     a -1..255
            abr                a <switch>
            joint_stereo       a <switch>
            reservoir          a <switch>
            dialnorm           a -31..-1
            rematrix_maxval    a 0.0..1000.0

            movflags           - +faststart+frag_keyframe+empty_moov+default_base_moof+separate_moof+negative_cts_offsets+write_colr+prefer_icc+use_metadata_tags+disable_chpl+write_gama+skip_trailer+delay_moov+dash+cmaf mp4,mov,ipod
            brand              - <tag> mp4,mov,ipod
            video_track_timescale - 0..1000000 mp4,mov,ipod
            write_tmcd         - <switch> mp4,mov,ipod
            frag_duration      - 0..60000000 mp4,mov,ipod
            avoid_negative_ts  - auto|disabled|make_zero|make_non_negative
            max_interleave_delta - 0..1000000000
            fflags             - +bitexact+genpts+flush_packets
            cues_to_front      - <switch> matroska,webm
            reserve_index_space - 0..1000000 matroska,webm
            cluster_time_limit - 0..60000 matroska,webm
            id3v2_version      - 0|3|4 mp3
            write_id3v1        - <switch> mp3
            write_xing         - <switch> mp3
            write_bext         - <switch> wav
            rf64               - auto|always|never wav
            mpegts_flags       - +resend_headers+latm+pat_pmt_at_frames+system_b+initial_discontinuity mpegts,hls
            muxrate            - 0..1000000000|<bitrate> mpegts,mpeg
            pcr_period         - 1..1000 mpegts
            mpegts_service_id  - 1..65535 mpegts
            mpegts_start_pid   - 32..7936 mpegts
            page_duration      - 0..10000000 ogg,opus
            loop               - -1..65535 gif
            final_delay        - -1..65535 gif
            hls_time           - 0.5..60.0 hls
            hls_list_size      - 0 hls
            hls_playlist_type  - vod|event hls
            hls_flags          - +independent_segments+split_by_time+round_durations+program_date_time+temp_file hls
            hls_segment_type   - mpegts|fmp4 hls
            """;

    private static final Map<String, Grammar> NAMES =
            Map.of(
                    "map", StreamMap.GRAMMAR,
                    "videofilters", named("video filters", FilterChain::video),
                    "audiofilters", named("audio filters", FilterChain::audio),
                    "videocodec", named("a video encoder", Codec::video),
                    "audiocodec", named("an audio encoder", Codec::audio),
                    "container", named("a container", Container::muxedAs));

    private static final Vocabulary VOCABULARY =
            EncoderParameters.VOCABULARY.with(name -> Optional.ofNullable(NAMES.get(name)));
    private static final Table<OptionRule> RULES =
            new Table<>(TABLE, row -> OptionRule.of(row, VOCABULARY));

    private Options() {}

    private static Grammar named(String describe, Function<String, Value> reading) {
        return new Grammar.Named(describe, reading);
    }

    /** The rules that share a name: at most one for each kind of stream. */
    static List<OptionRule> rulesNamed(String name) {
        return RULES.named(name);
    }

    public static List<OptionRule> rules() {
        return RULES.all().toList();
    }
}
