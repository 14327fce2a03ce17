package openencoder.encoding.allowed;

import openencoder.encoding.grammar.Grammar;
import openencoder.encoding.grammar.Unsupported;
import openencoder.encoding.grammar.Value.Text;
import openencoder.encoding.grammar.Vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keys that {@code -x264-params} and its like take, as {@code key=value:key=value}. To allow
 * another key, add it; one that names a file (stats, dump-yuv, csv, cqmfile, qpfile, zonefile,
 * analysis-save, dolby-vision-rpu …) never belongs here.
 */
public final class EncoderParameters {
    public static final EncoderParameters X264 =
            new EncoderParameters(
                    "x264",
                    """
                    8x8dct=<switch> aq-mode=0..3 aq-strength=0.0..3.0 aud=<switch> avcintra-class=50|100|200
                    b-adapt=0..2 b-bias=-100..100 b-pyramid=none|strict|normal|0..2 bff=<switch>
                    bframes=0..16 bluray-compat=<switch> cabac=<switch> chroma-me=<switch>
                    chroma-qp-offset=-12..12 chromaloc=0..5 cll=<pair> colormatrix=<word>
                    colorprim=<word> constrained-intra=<switch> cplxblur=0.0..999.0 cqm=flat|jvt
                    crf=0.0..51.0 crf-max=0.0..51.0 deadzone-inter=0..32 deadzone-intra=0..32
                    deblock=<pair>|<switch> direct=none|spatial|temporal|auto|0..3
                    fake-interlaced=<switch> fast-pskip=<switch> filler=<switch> force-cfr=<switch>
                    fullrange=on|off|<switch> interlaced=<switch> intra-refresh=<switch>
                    ipratio=0.1..10.0 keyint=1..100000|infinite lookahead-threads=0..8
                    mastering-display=<mastering> mbtree=<switch> me=dia|hex|umh|esa|tesa
                    merange=4..256 min-keyint=0..100000|auto mixed-refs=<switch>
                    nal-hrd=none|vbr|cbr nr=0..100000 open-gop=<switch> partitions=<word>
                    pbratio=0.1..10.0 pic-struct=<switch> psy=<switch> psy-rd=<pair>|0.0..10.0
                    qblur=0.0..99.0 qcomp=0.0..1.0 qp=0..69 qpmax=0..69 qpmin=0..69 qpstep=1..69
                    range=tv|pc ratetol=0.01..100.0 rc-lookahead=0..250 ref=1..16
                    scenecut=-1..100 sliced-threads=<switch> slices=0..32 stitchable=<switch>
                    subme=0..11 sync-lookahead=0..250 tff=<switch> threads=1..8 transfer=<word>
                    trellis=0..2 vbv-bufsize=0..1000000 vbv-init=0.0..1000000.0
                    vbv-maxrate=0..1000000 videoformat=<word> weightb=<switch> weightp=0..2
                    """);

    public static final EncoderParameters X265 =
            new EncoderParameters(
                    "x265",
                    """
                    amp=<switch> aq-mode=0..4 aq-motion=<switch> aq-strength=0.0..3.0 aud=<switch>
                    b-adapt=0..2 b-intra=<switch> b-pyramid=<switch> bframe-bias=-90..100
                    bframes=0..16 cbqpoffs=-12..12 chromaloc=0..5 colormatrix=<word>
                    colorprim=<word> constrained-intra=<switch> copy-pic=<switch> crf=0.0..51.0
                    crf-max=0.0..51.0 crf-min=0.0..51.0 crqpoffs=-12..12 ctu=16|32|64
                    cutree=<switch> deblock=<pair>|<switch> early-skip=<switch> fades=<switch>
                    fast-intra=<switch> frame-threads=1..8 gop-lookahead=0..250 hdr=<switch>
                    hdr10=<switch> hdr10-opt=<switch> hevc-aq=<switch> high-tier=<switch>
                    hist-scenecut=<switch> hrd=<switch> idr-recovery-sei=<switch> info=<switch>
                    intra-refresh=<switch> ipratio=0.1..10.0 keyint=-1..100000 level-idc=<level>
                    limit-modes=<switch> limit-refs=0..3 limit-sao=<switch> limit-tu=0..4
                    log-level=none|error|warning|info|-1..2 lookahead-slices=0..8
                    lookahead-threads=0..8 lossless=<switch> lowpass-dct=<switch>
                    master-display=<mastering> max-cll=<pair> max-merge=1..5 max-tu-size=4|8|16|32
                    me=dia|hex|umh|star|sea|full|0..5 merange=0..512 min-cu-size=8|16|32
                    min-keyint=0..100000 nr-inter=0..2000 nr-intra=0..2000 open-gop=<switch>
                    pbratio=0.1..10.0 pmode=<switch> pools=1..8|none
                    psy-rd=0.0..5.0 psy-rdoq=0.0..50.0 qblur=0.0..99.0 qcomp=0.5..1.0
                    qg-size=8|16|32|64 qp=0..51 qpmax=0..51 qpmin=0..51 qpstep=1..51
                    range=limited|full rc-grain=<switch> rc-lookahead=0..250 rd=0..6
                    rd-refine=<switch> rdoq-level=0..2 rdpenalty=0..2 rect=<switch> ref=1..16
                    repeat-headers=<switch> rskip=0..2 rskip-edge-threshold=0..100 sao=<switch>
                    sao-non-deblock=<switch> scenecut=0..100 scenecut-bias=0.0..100.0
                    selective-sao=0..4 signhide=<switch> slices=1..8 slow-firstpass=<switch>
                    splitrd-skip=<switch> strong-intra-smoothing=<switch> subme=0..7
                    temporal-layers=0..5 temporal-mvp=<switch> transfer=<word> tskip=<switch>
                    tskip-fast=<switch> tu-inter-depth=1..4 tu-intra-depth=1..4 uhd-bd=<switch>
                    vbv-bufsize=0..1000000 vbv-init=0.0..1000000.0 vbv-maxrate=0..1000000
                    videoformat=<word> weightb=<switch> weightp=<switch> wpp=<switch>
                    """);

    public static final EncoderParameters SVT_AV1 =
            new EncoderParameters(
                    "SVT-AV1",
                    """
                    aq-mode=0..2 buf-initial-sz=20..10000 buf-optimal-sz=20..10000
                    buf-sz=20..10000 chroma-sample-position=<word> color-primaries=<word>
                    color-range=0..1 content-light=<pair> crf=0..70 enable-cdef=0..1
                    enable-dlf=0..2 enable-overlays=0..1 enable-qm=0..1 enable-restoration=0..1
                    enable-tf=0..2 enable-variance-boost=0..1 fast-decode=0..2 film-grain=0..50
                    film-grain-denoise=0..1 hierarchical-levels=2..5 irefresh-type=1..2
                    keyint=-2..100000 lookahead=-1..120 lp=1..8 mastering-display=<mastering>
                    matrix-coefficients=<word> max-qp=1..63 mbr=0..1000000 min-qp=1..63
                    minsection-pct=0..100 maxsection-pct=100..10000 overshoot-pct=0..100
                    pred-struct=1..2 qm-max=0..15 qm-min=0..15 qp=1..63 rc=0..2 scd=0..1 scm=0..2
                    sharpness=-7..7 tile-columns=0..4 tile-rows=0..6
                    transfer-characteristics=<word> tune=0..2 undershoot-pct=0..100
                    variance-boost-strength=1..4 variance-octile=1..8
                    """);

    public static final EncoderParameters AOM =
            new EncoderParameters(
                    "libaom",
                    """
                    aq-mode=0..3 arnr-maxframes=0..15 arnr-strength=0..6 cdf-update-mode=0..2
                    deltaq-mode=0..6 denoise-block-size=0..32 denoise-noise-level=0..50
                    disable-trellis-quant=0..3 enable-cdef=0..3 enable-chroma-deltaq=0..1
                    enable-dnl-denoising=0..1 enable-fwd-kf=0..1 enable-keyframe-filtering=0..2
                    enable-qm=0..1 enable-restoration=0..1 enable-tpl-model=0..1
                    gf-max-pyr-height=0..5 loopfilter-sharpness=0..7 max-intra-rate=0..1000
                    qm-max=0..15 qm-min=0..15 quant-b-adapt=0..1 row-mt=0..1 sharpness=0..7
                    tune-content=default|screen|film
                    """);

    private static final Reasons WHY_NOT =
            new Reasons()
                    .why("is set for you; ask for two passes with -pass 2", "pass passes")
                    .why("names a file", "stats csv dump-yuv cqmfile qpfile scaling-list")
                    .why("belongs to -b:v", "bitrate");

    private static final Map<String, EncoderParameters> BY_NAME =
            Map.of("x264", X264, "x265", X265, "svtav1", SVT_AV1, "aom", AOM);

    /** {@code <x264>} is a list of x264's parameters, {@code <x264:crf>} what one of them takes. */
    static final Vocabulary VOCABULARY = Vocabulary.BASIC.with(EncoderParameters::named);

    private final String encoder;
    private final Map<String, String> keys;

    private EncoderParameters(String encoder, String table) {
        this.encoder = encoder;
        this.keys = notations(table);
    }

    /** The notations of {@code name=notation} pairs with blanks between, by name. */
    static Map<String, String> notations(String pairs) {
        return Arrays.stream(pairs.strip().split("\\s+"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Optional<Grammar> named(String name) {
        var colon = name.indexOf(':');
        var encoder = BY_NAME.get(colon < 0 ? name : name.substring(0, colon));
        return Optional.ofNullable(encoder)
                .map(e -> colon < 0 ? e.list() : e.grammarOf(name.substring(colon + 1)));
    }

    private Grammar list() {
        return new Grammar.Named(encoder + " parameters", text -> new Text(read(text)));
    }

    public List<String> known() {
        return keys.keySet().stream().sorted().toList();
    }

    // each key as its encoder spells it
    private String read(String text) {
        return Arrays.stream(text.split(":", -1))
                .map(this::readPair)
                .collect(Collectors.joining(":"));
    }

    private String readPair(String pair) {
        var equals = pair.indexOf('=');
        var key = (equals < 0 ? pair : pair.substring(0, equals)).replace('_', '-');
        if (equals < 0) return readSwitch(key);
        var grammar = grammarOf(key);
        try {
            return key + "=" + grammar.read(pair.substring(equals + 1)).text();
        } catch (Unsupported unsupported) {
            throw new Unsupported(
                    "the %s parameter '%s': %s", encoder, key, unsupported.getMessage());
        }
    }

    // A bare key is good for -x264opts only; both encoders also understand no-key=1.
    private String readSwitch(String key) {
        var plain = key.startsWith("no-") ? key.substring(3) : key;
        grammarOf(plain).read("1");
        return key + "=1";
    }

    private Grammar grammarOf(String key) {
        if (keys.containsKey(key)) return Vocabulary.BASIC.grammar(keys.get(key));
        var why = WHY_NOT.of(key, "is not allowed");
        throw new Unsupported("the %s parameter '%s' %s", encoder, Unsupported.shown(key), why);
    }
}
