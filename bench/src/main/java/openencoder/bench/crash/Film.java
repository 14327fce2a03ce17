package openencoder.bench.crash;

import java.util.List;

/**
 * What is made of the source, the same bytes each time: x264 on one thread.
 *
 * @param preset its name
 * @param data its settings
 * @param output the name of the main file
 */
record Film(String preset, String data, String output) {

    /** One file, and one with segments. */
    static List<Film> of(int width) {
        return List.of(
                film("mp4", width, "", "film.mp4"),
                film("hls", width, ", \"-f hls\", \"-hls_time 1\"", "film.m3u8"));
    }

    private static Film film(String kind, int width, String muxing, String output) {
        var data =
                """
                {"raw": ["-vf scale=%d:-2", "-c:v libx264", "-preset medium", "-threads 1",
                         "-g 25", "-c:a aac"%s]}
                """
                        .formatted(width, muxing);
        return new Film("crash_" + kind, data, output);
    }
}
