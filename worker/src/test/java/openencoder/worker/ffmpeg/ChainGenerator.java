package openencoder.worker.ffmpeg;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Chains of filters that change how large, of what shape, how many or how fast frames are. */
final class ChainGenerator {
    private static final String FILTERS =
            """
            scale=S:S
            scale=w=S:h=S:reset_sar=1
            scale=S:S:force_original_aspect_ratio=increase
            scale=S:S:force_original_aspect_ratio=decrease:force_divisible_by=4
            zscale=S:S
            scale=-1:S
            scale=-2:S
            scale=S:-4
            scale=-1:S:reset_sar=1
            pad=iw+20:ih+S
            pad=max(iw,S):max(ih,S)
            pad=aspect=R
            pad=w=iw*2:h=ih:aspect=R
            crop=min(iw,S):min(ih,S)
            crop=iw/2:ih/2:keep_aspect=1
            crop=iw-3:ih-5:exact=1
            transpose
            transpose=2:portrait
            transpose=dir=cclock:passthrough=landscape
            setsar=R
            setsar=sar*R
            setsar=R:max=1000
            setdar=R
            setdar=dar*R
            setdar=a
            setsar=0
            separatefields
            yadif
            yadif=1
            yadif=mode=send_field:deint=interlaced
            bwdif=1
            bwdif
            w3fdif
            w3fdif=mode=frame
            estdif
            estdif=mode=field
            telecine
            telecine=pattern=99
            telecine=first_field=b:pattern=332
            dejudder
            interlace
            fieldmatch
            fieldmatch,decimate
            decimate=4
            pullup
            mpdecimate
            framestep=N
            fps=F
            fps=F:start_time=0
            fps=1/3
            fps=F:round=up:eof_action=pass
            framerate=F
            tpad=stop=N:start=N
            tpad=start_duration=0.3:stop_duration=0.4
            tpad=stop=N:stop_mode=clone
            setpts=PTS
            setpts=PTS-STARTPTS
            setpts=2*PTS
            setpts=PTS/3
            setpts=PTS+1/TB
            setpts=N/10/TB
            setpts=N/(FRAME_RATE*TB)
            setpts=(N+mod(N,3))/20/TB
            setpts=mod(N,2)/TB
            setpts=PTS+N
            setpts=T*1.5/TB
            setpts=if(gt(N,4),PTS+1/TB,PTS)
            setpts=max(PTS,1/TB)
            setpts=3-PTS
            settb=1/1000
            settb=1/25
            settb=1
            select=mod(N,2)
            trim=0:0.3
            trim=start_frame=2
            rotate=1
            tmix=frames=3
            hflip
            null
            format=yuv444p
            format=yuv420p
            setfield=tff
            fieldorder=bff
            """;

    private static final List<String> SIDES =
            List.of(
                    "iw",
                    "ih",
                    "iw*sar",
                    "ih/sar",
                    "iw*1.5",
                    "iw/2",
                    "50",
                    "101",
                    "ih*dar",
                    "ih*a",
                    "trunc(iw/2)*2",
                    "iw*dar/a",
                    "min(iw,60)",
                    "iw*sar*sar");

    private final Random random;

    ChainGenerator(long seed) {
        random = new Random(seed);
    }

    String next() {
        return IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(_ -> filled(one(FILTERS.lines().toList())))
                .collect(Collectors.joining(","));
    }

    private String filled(String filter) {
        var filled = filter;
        while (filled.matches(".*\\bS\\b.*")) filled = filled.replaceFirst("\\bS\\b", one(SIDES));
        return filled.replaceAll("\\bR\\b", one(List.of("1/3", "0.7", "4/3", "16/9", "3", "2.39")))
                .replaceAll("(?<==)F\\b", one(List.of("5", "30000/1001", "24", "60", "7/2")))
                .replaceAll("(?<==)N\\b", one(List.of("2", "3", "7")));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
