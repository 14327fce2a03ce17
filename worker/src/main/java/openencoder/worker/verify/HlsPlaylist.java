package openencoder.worker.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A media playlist of HTTP Live Streaming, as far as its truth can be checked.
 *
 * @param segments file names in order of playing, an initialisation segment first
 * @param length what the segments are said to add up to
 * @param isWhole whether it says that no more will come
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8216">RFC 8216</a>
 */
record HlsPlaylist(List<String> segments, Duration length, boolean isWhole) {
    /**
     * @throws IllegalArgumentException if it makes no sense
     */
    static HlsPlaylist parse(String text) {
        var segments = new ArrayList<String>();
        var length = Duration.ZERO;
        var isWhole = false;
        for (var line : text.lines().map(String::strip).toList()) {
            if (line.equals("#EXT-X-ENDLIST")) isWhole = true;
            else if (line.startsWith("#EXTINF:")) length = length.plus(duration(line));
            else if (line.startsWith("#EXT-X-MAP:")) segments.add(quoted(line));
            else if (!line.isEmpty() && !line.startsWith("#")) segments.add(line);
        }
        return new HlsPlaylist(segments, length, isWhole);
    }

    private static Duration duration(String line) {
        var figure = line.substring("#EXTINF:".length()).split(",", 2)[0];
        return Duration.ofNanos(Math.round(Double.parseDouble(figure) * 1e9));
    }

    private static String quoted(String line) {
        var start = line.indexOf("URI=\"") + 5;
        if (start < 5 || line.indexOf('"', start) < 0) throw new IllegalArgumentException(line);
        return line.substring(start, line.indexOf('"', start));
    }
}
