package openencoder.bench;

/**
 * What is made of the source, the same bytes each time: x264 on one thread.
 *
 * @param preset its name
 * @param data its settings
 * @param output the name of the main file
 */
record Film(String preset, String data, String output) {
    static final Film MP4 = film("mp4", "", "film.mp4");
    static final Film HLS = film("hls", ", \"-f hls\", \"-hls_time 1\"", "film.m3u8");

    private static Film film(String kind, String muxing, String output) {
        var data =
                """
                {"raw": ["-vf scale=960:-2", "-c:v libx264", "-preset medium", "-threads 1",
                         "-g 25", "-c:a aac"%s]}
                """
                        .formatted(muxing);
        return new Film("crash_" + kind, data, output);
    }
}
