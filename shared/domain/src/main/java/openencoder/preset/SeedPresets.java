package openencoder.preset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The presets that every deployment starts with, in the order of their ids from 1. The H.264 ones
 * have a key frame every 72 frames and nowhere else, so that renditions of a film can be switched.
 * A film with fewer lines keeps its own.
 */
public final class SeedPresets {
    public static final List<NewPreset> ALL =
            List.of(
                    seed(
                            "h264_baseline_360p_600",
                            "Slow connections, old phones: up to 360 lines, 0.6 Mbit/s (H.264, AAC,"
                                    + " MP4)",
                            "mp4",
                            """
                            {"raw":["-vf scale=-2:min(360,trunc(ih/2)*2)","-c:v libx264","-profile:v baseline",\
                            "-level:v 3.0","-pix_fmt yuv420p",\
                            "-x264-params scenecut=0:open_gop=0:min-keyint=72:keyint=72",\
                            "-minrate 600k","-maxrate 600k","-bufsize 600k","-b:v 600k",\
                            "-c:a aac","-b:a 96k","-ac 2","-movflags +faststart","-y"]}\
                            """),
                    seed(
                            "h264_main_480p_1000",
                            "Phones: up to 480 lines, 1 Mbit/s (H.264, AAC, MP4)",
                            "mp4",
                            """
                            {"raw":["-vf scale=-2:min(480,trunc(ih/2)*2)","-c:v libx264","-profile:v main",\
                            "-level:v 3.1","-pix_fmt yuv420p",\
                            "-x264-params scenecut=0:open_gop=0:min-keyint=72:keyint=72",\
                            "-minrate 1000k","-maxrate 1000k","-bufsize 1000k","-b:v 1000k",\
                            "-c:a aac","-b:a 128k","-ac 2","-movflags +faststart","-y"]}\
                            """),
                    seed(
                            "h264_main_720p_3000",
                            "Web: up to 720 lines, 3 Mbit/s (H.264, AAC, MP4)",
                            "mp4",
                            """
                            {"raw":["-vf scale=-2:min(720,trunc(ih/2)*2)","-c:v libx264","-profile:v main",\
                            "-level:v 4.0","-pix_fmt yuv420p",\
                            "-x264-params scenecut=0:open_gop=0:min-keyint=72:keyint=72",\
                            "-minrate 3000k","-maxrate 3000k","-bufsize 3000k","-b:v 3000k",\
                            "-c:a aac","-b:a 128k","-ac 2","-movflags +faststart","-y"]}\
                            """),
                    seed(
                            "h264_main_1080p_6000",
                            "Large screens: up to 1080 lines, 6 Mbit/s (H.264, AAC, MP4)",
                            "mp4",
                            """
                            {"raw":["-vf scale=-2:min(1080,trunc(ih/2)*2)","-c:v libx264","-profile:v main",\
                            "-level:v 4.2","-pix_fmt yuv420p",\
                            "-x264-params scenecut=0:open_gop=0:min-keyint=72:keyint=72",\
                            "-minrate 6000k","-maxrate 6000k","-bufsize 6000k","-b:v 6000k",\
                            "-c:a aac","-b:a 192k","-ac 2","-movflags +faststart","-y"]}\
                            """),
                    seed(
                            "webm_vp9_720p_3000",
                            "Web, free formats: up to 720 lines, 3 Mbit/s (VP9, Opus, WebM); slow"
                                    + " to make",
                            "webm",
                            """
                            {"raw":["-vf scale=-2:min(720,trunc(ih/2)*2)","-c:v libvpx-vp9","-pix_fmt yuv420p",\
                            "-b:v 3000k","-deadline good","-cpu-used 4","-row-mt 1",\
                            "-tile-columns 2","-g 240",\
                            "-c:a libopus","-b:a 128k","-ac 2","-f webm","-y"]}\
                            """));

    private static final Pattern LIMITED = Pattern.compile("min\\((\\d+),trunc\\(ih/2\\)\\*2\\)");
    private static final Map<String, NewPreset> BY_NAME =
            ALL.stream().collect(Collectors.toMap(NewPreset::name, seed -> seed));

    private SeedPresets() {}

    /**
     * The data of a stored preset, or those of this release where a deployment still has what an
     * earlier one gave it.
     */
    static String currentData(String name, String stored) {
        var seed = Optional.ofNullable(BY_NAME.get(name)).map(NewPreset::data);
        return seed.filter(data -> enlarging(data).equals(stored)).orElse(stored);
    }

    // before, films with fewer lines were enlarged
    private static String enlarging(String data) {
        return LIMITED.matcher(data).replaceFirst("$1");
    }

    /** The preset that every deployment has under this name. */
    public static Optional<NewPreset> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static NewPreset seed(String name, String description, String extension, String data) {
        return new NewPreset(name, description, data, name + "." + extension, true);
    }
}
