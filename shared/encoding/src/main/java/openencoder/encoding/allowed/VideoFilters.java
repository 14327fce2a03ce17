package openencoder.encoding.allowed;

/** The rows of the video filters; {@link Filters} says how they are written. */
final class VideoFilters {
    static final String ROWS =
            """
            scale w,width=<size>|<side>|hd480|hd720|hd1080|2k|4k|uhd2160 h,height=<side>
                flags=<scaler> / size,s=<size> interl=-1..1
                force_original_aspect_ratio=disable|decrease|increase|0..2
                force_divisible_by=1..256 in_color_matrix=<word> out_color_matrix=<word>
                in_range=<word> out_range=<word> in_primaries=<word> out_primaries=<word>
                in_transfer=<word> out_transfer=<word> eval=init reset_sar=<switch>
            zscale w,width=<side> h,height=<side> / size,s=<size> dither,d=<word>
                filter,f=<word> out_range,range,r=<word> primaries,p=<word> transfer,t=<word>
                matrix,m=<word> in_range,rangein,rin=<word> primariesin,pin=<word>
                transferin,tin=<word> matrixin,min=<word> chromal,c=<word> chromalin,cin=<word>
                npl=1.0..10000.0
            pad w,width=<side> h,height=<side> x=<side> y=<side> color=<color> / eval=init
                aspect=<fraction>
            crop w,out_w=<side> h,out_h=<side> x=<side> y=<side> / keep_aspect=<switch>
                exact=<switch>
            fps fps=<rate> start_time=0.0..86400.0 round=zero|inf|down|up|near|0..5
                eof_action=round|pass|0|1
            framerate fps=<rate> interp_start=0..255 interp_end=0..255 scene=0.0..100.0
            framestep step=1..10000
            format pix_fmts=<pixels> / color_spaces=<word> color_ranges=<word>
            setsar sar,ratio,r=<fraction>|<expr> max=1..10000
            setdar dar,ratio,r=<fraction>|<expr> max=1..10000
            setparams field_mode=<word> range=<word> color_primaries=<word> color_trc=<word>
                colorspace=<word>
            setrange range=<word>
            setfield mode=<word>
            setpts expr=<expr>
            settb expr,tb=<fraction>|<expr>
            trim start=<time> end=<time> / duration=<time> start_frame=0..100000000
                end_frame=0..100000000
            tpad / start_duration=0.0..600.0 stop_duration=0.0..600.0 start=0..10000
                stop=0..10000 start_mode=add|clone stop_mode=add|clone color=<color>
            select expr,e=<expr>
            null
            copy

            hflip
            vflip
            transpose dir=clock|cclock|clock_flip|cclock_flip|0..3
                passthrough=none|portrait|landscape|0..2
            rotate angle,a=<expr> / fillcolor,c=<color> bilinear=<switch>

            yadif mode=send_frame|send_field|send_frame_nospatial|send_field_nospatial|0..3
                parity=tff|bff|auto|-1..1 deint=all|interlaced|0..1
            bwdif mode=send_frame|send_field|0..1 parity=tff|bff|auto|-1..1
                deint=all|interlaced|0..1
            w3fdif filter=simple|complex|0..1 mode=frame|field|0..1 parity=tff|bff|auto|-1..1
                deint=all|interlaced|0..1
            estdif mode=frame|field|0..1 parity=tff|bff|auto|-1..1 deint=all|interlaced|0..1
            pullup / jl=0..16 jr=0..16 jt=1..16 jb=1..16 sb=-1..1 mp=y|u|v|0..2
            fieldmatch / order=auto|bff|tff mode=pc|pc_n|pc_u|pc_n_ub|pcn|pcn_ub
                field=auto|bottom|top mchroma=<switch> combmatch=none|sc|full cthresh=-1..255
                scthresh=0.0..100.0
            decimate cycle=2..25 / dupthresh=0.0..100.0 scthresh=0.0..100.0 chroma=<switch>
                mixed=<switch>
            mpdecimate / max=-100000..100000 keep=0..1000 hi=0..100000 lo=0..100000
                frac=0.0..1.0
            fieldorder order=bff|tff|0|1
            telecine first_field=top|t|bottom|b pattern=2..9999
            interlace scan=tff|bff|0|1 lowpass=off|linear|complex|0..2
            separatefields
            dejudder cycle=2..240
            deflicker size,s=2..129 mode,m=am|gm|hm|qm|cm|pm|median|0..6 / bypass=<switch>
            deshake x=-1..4096 y=-1..4096 w=-1..4096 h=-1..4096 rx=0..64 ry=0..64
                edge=blank|original|clamp|mirror|0..3 blocksize=4..128 contrast=1..255
                search=exhaustive|less|0..1

            hqdn3d luma_spatial=0.0..255.0 chroma_spatial=0.0..255.0 luma_tmp=0.0..255.0
                chroma_tmp=0.0..255.0
            nlmeans s=1.0..30.0 p=1..31 pc=0..31 r=1..31 rc=0..31
            atadenoise 0a=0.0..0.3 0b=0.0..5.0 1a=0.0..0.3 1b=0.0..5.0 2a=0.0..0.3 2b=0.0..5.0
                s=5..33 / p=0..15
            vaguedenoiser threshold=0.0..100.0 method=hard|soft|garrote|0..2 nsteps=1..8
                percent=0.0..100.0 planes=0..15
            fftdnoiz sigma=0.0..100.0 amount=0.01..1.0 block=8..256 overlap=0.2..0.8
            removegrain m0=0..24 m1=0..24 m2=0..24 m3=0..24
            smartblur luma_radius,lr=0.1..5.0 luma_strength,ls=-1.0..1.0
                luma_threshold,lt=-30..30 chroma_radius,cr=-0.9..5.0
                chroma_strength,cs=-2.0..1.0 chroma_threshold,ct=-31..30
            boxblur luma_radius,lr=0.0..64.0 luma_power,lp=0..8 chroma_radius,cr=0.0..64.0
                chroma_power,cp=-1..8
            gblur sigma=0.0..256.0 steps=1..6 / planes=0..15 sigmaV=-1.0..256.0
            unsharp luma_msize_x,lx=3..23 luma_msize_y,ly=3..23 luma_amount,la=-2.0..5.0
                chroma_msize_x,cx=3..23 chroma_msize_y,cy=3..23 chroma_amount,ca=-2.0..5.0
            cas strength=0.0..1.0 / planes=0..15
            deband / 1thr=0.00003..0.5 2thr=0.00003..0.5 3thr=0.00003..0.5 4thr=0.00003..0.5 range,r=-64..64
                direction,d=-6.28..6.28 blur,b=<switch> coupling,c=<switch>
            deblock filter=weak|strong|0..1 block=4..512 / alpha=0.0..1.0 beta=0.0..1.0
                gamma=0.0..1.0 delta=0.0..1.0 planes=0..15
            gradfun strength=0.51..64.0 radius=4..32
            noise / all_seed=-1..65535 alls,all_strength=0..100 allf,all_flags=<word>|+a+p+t+u
                c0s=0..100 c0f=<word>|+a+p+t+u c1s=0..100 c1f=<word>|+a+p+t+u c2s=0..100
                c2f=<word>|+a+p+t+u
            tmix frames=1..32 weights=<numbers> scale=0.0..1000.0
            pixelize width,w=1..1024 height,h=1..1024
            vignette angle,a=<expr> / x0=<expr> y0=<expr> mode=forward|backward|0..1 eval=init
                dither=<switch>
            lenscorrection cx=0.0..1.0 cy=0.0..1.0 k1=-1.0..1.0 k2=-1.0..1.0

            eq contrast=-10.0..10.0 brightness=-1.0..1.0 saturation=0.0..3.0 gamma=0.1..10.0
                gamma_r=0.1..10.0 gamma_g=0.1..10.0 gamma_b=0.1..10.0 gamma_weight=0.0..1.0
            hue h=-360.0..360.0 s=-10.0..10.0 H=-10.0..10.0 b=-10.0..10.0
            vibrance intensity=-2.0..2.0 rbal=-10.0..10.0 gbal=-10.0..10.0 bbal=-10.0..10.0
            exposure exposure=-3.0..3.0 black=-1.0..1.0
            colortemperature temperature=1000.0..40000.0 mix=0.0..1.0 pl=0.0..1.0
            colorbalance rs=-1.0..1.0 gs=-1.0..1.0 bs=-1.0..1.0 rm=-1.0..1.0 gm=-1.0..1.0
                bm=-1.0..1.0 rh=-1.0..1.0 gh=-1.0..1.0 bh=-1.0..1.0 pl=<switch>
            colorchannelmixer rr=-2.0..2.0 rg=-2.0..2.0 rb=-2.0..2.0 ra=-2.0..2.0 gr=-2.0..2.0
                gg=-2.0..2.0 gb=-2.0..2.0 ga=-2.0..2.0 br=-2.0..2.0 bg=-2.0..2.0 bb=-2.0..2.0
                ba=-2.0..2.0
            colorlevels / rimin=-1.0..1.0 gimin=-1.0..1.0 bimin=-1.0..1.0 rimax=-1.0..1.0
                gimax=-1.0..1.0 bimax=-1.0..1.0 romin=0.0..1.0 gomin=0.0..1.0 bomin=0.0..1.0
                romax=0.0..1.0 gomax=0.0..1.0 bomax=0.0..1.0
            curves
                preset=none|color_negative|cross_process|darker|increase_contrast|lighter|linear_contrast|medium_contrast|negative|strong_contrast|vintage
                / master,m=<points> red,r=<points> green,g=<points> blue,b=<points> all=<points>
            colorspace all=<word> / space=<word> range=<word> primaries=<word> trc=<word>
                format=<pixel> fast=<switch> dither=<word> iall=<word> ispace=<word>
                irange=<word> iprimaries=<word> itrc=<word>
            colormatrix src=<word> dst=<word>
            sidedata mode=delete
                type=MASTERING_DISPLAY_METADATA|CONTENT_LIGHT_LEVEL|DYNAMIC_HDR_PLUS|DOVI_METADATA
            tonemap tonemap=none|linear|gamma|clip|reinhard|hable|mobius param=0.001..100.0
                desat=0.0..100.0 peak=0.0..10000.0
            normalize / blackpt=<color> whitept=<color> smoothing=0..600 independence=0.0..1.0
                strength=0.0..1.0
            monochrome cb=-1.0..1.0 cr=-1.0..1.0 size=0.1..10.0 high=0.0..1.0
            negate
            chromashift cbh=-255..255 cbv=-255..255 crh=-255..255 crv=-255..255
            rgbashift rh=-255..255 rv=-255..255 gh=-255..255 gv=-255..255 bh=-255..255
                bv=-255..255

            fade type,t=in|out|0|1 start_frame,s=0..100000000 nb_frames,n=1..100000000 /
                alpha=<switch> start_time,st=<time> duration,d=<time> color,c=<color>
            drawbox x=<side> y=<side> width,w=<side> height,h=<side> color,c=<color>|invert
                thickness,t=fill|<side> replace=<switch>
            drawgrid x=<side> y=<side> width,w=<side> height,h=<side> color,c=<color>|invert
                thickness,t=<side> replace=<switch>
            delogo x=<side> y=<side> w=<side> h=<side>
            fillborders left=0..8192 right=0..8192 top=0..8192 bottom=0..8192
                mode=smear|mirror|fixed|reflect|wrap|fade|margins|0..6 color=<color>
            """;

    private VideoFilters() {}
}
