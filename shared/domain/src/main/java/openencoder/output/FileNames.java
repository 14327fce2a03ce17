package openencoder.output;

/**
 * How the files of one film are called, all beginning with the main file's name without its
 * extension.
 *
 * @param main such as {@code film.m3u8}
 */
public record FileNames(String main) {
    /** The main file's name without its extension; what every other name begins with. */
    public String stem() {
        var dot = main.lastIndexOf('.');
        return dot < 0 ? main : main.substring(0, dot);
    }

    /**
     * What FFmpeg calls the segments, counted from 1, in its own notation: a percent sign of the
     * name is doubled.
     *
     * @param extension without the dot, such as {@code m4s}
     */
    public String segmentPattern(String extension) {
        return stem().replace("%", "%%") + "_%05d." + extension;
    }

    /** What segments of fragmented MP4 begin with. */
    public String init() {
        return stem() + "_init.mp4";
    }
}
