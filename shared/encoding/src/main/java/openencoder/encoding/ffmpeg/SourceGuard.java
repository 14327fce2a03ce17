package openencoder.encoding.ffmpeg;

import openencoder.encoding.frames.FrameSize;

import java.util.List;

/**
 * What stands before the input wherever FFmpeg or ffprobe opens a source: it may read that one file
 * and nothing else. Playlists and lists of files (hls, dash, concat, sdp, image2 …) are no sources,
 * so none of them can make FFmpeg open another file or call another host.
 */
public final class SourceGuard {
    /** Of one picture. */
    public static final long MOST_PIXELS = FrameSize.MOST_PIXELS;

    // decoders round both sides up, and FFmpeg counts that
    private static final long PADDING = 1_000_000;

    /** Attached files count as streams here; a film with subtitles may bring dozens of fonts. */
    public static final int MOST_STREAMS = 96;

    private static final String FORMATS =
            "mov,matroska,mpegts,mpeg,mpegvideo,avi,flv,asf,mxf,ogg,gif,dv,ivf,h264,hevc,"
                    + "mp3,wav,w64,aiff,caf,flac,aac,ac3,eac3,amr,au";

    // In daily use; memory errors live in the obscure ones, such as MagicYUV's (CVE-2026-8461).
    private static final String CODECS =
            "h264,hevc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,vvc,mpeg1video,mpeg2video,"
                + "mpegvideo,mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,h263,h263i,h263p,flv,vp6,vp6f,vp6a,"
                + "wmv1,wmv2,wmv3,vc1,theora,svq1,svq3,mjpeg,mjpegb,prores,dnxhd,cfhd,dvvideo,"
                + "rawvideo,ffv1,huffyuv,ffvhuff,utvideo,qtrle,rpza,cinepak,png,gif,jpeg2000,v210,"
                + "aac,aac_latm,aac_fixed,ac3,ac3_fixed,eac3,mp1,mp1float,mp2,mp2float,mp3,mp3float,"
                + "opus,libopus,vorbis,flac,alac,dca,truehd,mlp,wmav1,wmav2,wmapro,wmalossless,"
                + "amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,speex,libspeex,nellymoser,gsm,"
                + "gsm_ms,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_swf,g726,qdm2,wavpack,tta,"
                + "s302m,pcm_s8,pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,"
                + "pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,"
                + "pcm_bluray,pcm_dvd,subrip,srt,ass,ssa,mov_text,webvtt,text";

    private static final List<String> ARGUMENTS =
            List.of(
                    "-protocol_whitelist",
                    "file",
                    "-format_whitelist",
                    FORMATS,
                    "-codec_whitelist",
                    CODECS,
                    "-max_pixels",
                    Long.toString(MOST_PIXELS + PADDING),
                    "-max_streams",
                    Integer.toString(MOST_STREAMS));

    private SourceGuard() {}

    /** To be put before {@code -i}. */
    public static List<String> arguments() {
        return ARGUMENTS;
    }
}
