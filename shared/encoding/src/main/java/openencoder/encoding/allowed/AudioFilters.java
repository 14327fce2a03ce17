package openencoder.encoding.allowed;

/** The rows of the audio filters; {@link Filters} says how they are written. */
final class AudioFilters {
    static final String ROWS =
            """
            volume volume=<gain> / precision=fixed|float|double eval=once
                replaygain=drop|ignore|track|album
            loudnorm I,i=-70.0..-5.0 LRA,lra=1.0..50.0 TP,tp=-9.0..0.0 /
                measured_I,measured_i=-99.0..0.0 measured_LRA,measured_lra=0.0..99.0
                measured_TP,measured_tp=-99.0..99.0 measured_thresh=-99.0..0.0
                offset=-99.0..99.0 linear=<switch> dual_mono=<switch>
                print_format=none|summary|json
            dynaudnorm framelen,f=10..8000 gausssize,g=3..301 peak,p=0.0..1.0
                maxgain,m=1.0..100.0 targetrms,r=0.0..1.0 coupling,n=<switch>
                correctdc,c=<switch> altboundary,b=<switch> compress,s=0.0..30.0 /
                threshold,t=0.0..1.0
            speechnorm peak,p=0.0..1.0 expansion,e=1.0..50.0 compression,c=1.0..50.0
                threshold,t=0.0..1.0 raise,r=0.0..1.0 fall,f=0.0..1.0 / link,l=<switch>
            acompressor / level_in=0.02..64.0 mode=downward|upward threshold=0.0..1.0|<gain>
                ratio=1.0..20.0 attack=0.01..2000.0 release=0.01..9000.0 makeup=1.0..64.0
                knee=1.0..8.0 link=average|maximum detection=peak|rms mix=0.0..1.0
            alimiter / level_in=0.02..64.0 level_out=0.02..64.0 limit=0.07..1.0|<gain>
                attack=0.1..80.0 release=1.0..8000.0 asc=<switch> asc_level=0.0..1.0
                level=<switch> latency=<switch>
            agate / level_in=0.02..64.0 mode=downward|upward range=0.0..1.0
                threshold=0.001..1.0|<gain> ratio=1.0..9000.0 attack=0.01..9000.0
                release=0.01..9000.0 makeup=1.0..64.0 knee=1.0..8.0 detection=peak|rms
                link=average|maximum
            compand attacks=<numbers> decays=<numbers> points=<knees> soft-knee=0.01..900.0
                gain=-900.0..900.0 volume=-900.0..0.0 delay=0.0..20.0
            asoftclip type=<word> / threshold=0.0..1.0 output=0.0..16.0 oversample=1..64

            highpass frequency,f=0.0..96000.0 / width_type,t=h|q|o|s|k width,w=0.0..99999.0
                poles,p=1..2 mix,m=0.0..1.0
            lowpass frequency,f=0.0..96000.0 / width_type,t=h|q|o|s|k width,w=0.0..99999.0
                poles,p=1..2 mix,m=0.0..1.0
            bandpass frequency,f=0.0..96000.0 / width_type,t=h|q|o|s|k width,w=0.0..99999.0
                csg=<switch>
            bandreject frequency,f=0.0..96000.0 / width_type,t=h|q|o|s|k width,w=0.0..99999.0
            bass / gain,g=-30.0..30.0 frequency,f=0.0..96000.0 width_type,t=h|q|o|s|k
                width,w=0.0..99999.0
            treble / gain,g=-30.0..30.0 frequency,f=0.0..96000.0 width_type,t=h|q|o|s|k
                width,w=0.0..99999.0
            lowshelf / gain,g=-30.0..30.0 frequency,f=0.0..96000.0 width_type,t=h|q|o|s|k
                width,w=0.0..99999.0
            highshelf / gain,g=-30.0..30.0 frequency,f=0.0..96000.0 width_type,t=h|q|o|s|k
                width,w=0.0..99999.0
            equalizer / frequency,f=0.0..96000.0 width_type,t=h|q|o|s|k width,w=0.0..99999.0
                gain,g=-30.0..30.0

            aresample sample_rate,osr,out_sample_rate=4000..192000 / async=0..100000
                min_hard_comp=0.0..1.0 first_pts=0 resampler=swr
                ochl,out_chlayout=<layouts> osf,out_sample_fmt=<word>
                dither_method=<word> filter_size=0..256
            aformat sample_fmts,f=<pixels>|<word> sample_rates,r=<numbers>
                channel_layouts,cl=<layouts>
            asetrate sample_rate,r=4000..192000
            atempo tempo=0.5..100.0
            asetpts expr=<expr>
            atrim start=<time> end=<time> / duration=<time> start_sample=0..1000000000
                end_sample=0..1000000000
            afade type,t=in|out|0|1 start_sample,ss=0..1000000000 nb_samples,ns=1..1000000000 /
                start_time,st=<time> duration,d=<time> curve,c=<word>
            adelay delays=<delays> all=<switch>
            asetnsamples nb_out_samples,n=1..65536 pad,p=<switch>
            anull
            acopy

            afftdn noise_reduction,nr=0.01..97.0 noise_floor,nf=-80.0..-20.0
                noise_type,nt=white|w|vinyl|v|shellac|s / residual_floor,rf=-80.0..-20.0
                track_noise,tn=<switch>
            anlmdn strength,s=0.00001..10000.0 / patch,p=0.001..0.1 research,r=0.002..0.3
                smooth,m=1.0..1000.0
            adeclick / window,w=10.0..100.0 overlap,o=50.0..95.0 arorder,a=0.0..25.0
                threshold,t=1.0..100.0 burst,b=0.0..10.0
            adeclip / window,w=10.0..100.0 overlap,o=50.0..95.0 arorder,a=0.0..25.0
                threshold,t=1.0..100.0
            deesser i=0.0..1.0 m=0.0..1.0 f=0.0..1.0
            silenceremove start_periods=0..9000 start_duration=<time>
                start_threshold=0.0..1.0|<gain> start_silence=<time> start_mode=any|all
                stop_periods=-9000..9000 stop_duration=<time> stop_threshold=0.0..1.0|<gain>
                stop_silence=<time> / stop_mode=any|all detection=avg|rms|peak|median|ptp|dev
                window=0.0..10.0

            pan args=<pan>
            channelmap map=<channels> channel_layout=<layouts>
            extrastereo m=-10.0..10.0 / c=<switch>
            stereowiden delay=1.0..100.0 feedback=0.0..0.9 crossfeed=0.0..0.8 drymix=0.0..1.0
            stereotools / level_in=0.02..64.0 level_out=0.02..64.0 balance_in=-1.0..1.0
                balance_out=-1.0..1.0 softclip=<switch> mutel=<switch> muter=<switch>
                mode=<word>|lr>lr slev=0.02..64.0 mlev=0.02..64.0 base=-1.0..1.0
            crossfeed strength=0.0..1.0 range=0.0..1.0
            earwax
            acontrast contrast=0.0..100.0
            crystalizer i=-10.0..10.0 / c=<switch>
            dcshift shift=-1.0..1.0 limitergain=0.0..1.0
            aecho in_gain=0.0..1.0 out_gain=0.0..1.0 delays=<numbers> decays=<numbers>
            chorus in_gain=0.0..1.0 out_gain=0.0..1.0 delays=<numbers> decays=<numbers>
                speeds=<numbers> depths=<numbers>
            flanger delay=0.0..30.0 depth=0.0..10.0 regen=-95.0..95.0 width=0.0..100.0
                speed=0.1..10.0
            aphaser in_gain=0.0..1.0 out_gain=0.0..1000.0 delay=0.0..5.0 decay=0.0..0.99
                speed=0.1..2.0
            tremolo f=0.1..20000.0 d=0.0..1.0
            vibrato f=0.1..20000.0 d=0.0..1.0
            """;

    private AudioFilters() {}
}
