package openencoder.output;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of playlists of HTTP Live Streaming.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8216">RFC 8216</a>
 */
public final class Playlists {
    private static final Pattern URI = Pattern.compile("URI=\"([^\"]*)\"");

    private Playlists() {}

    /**
     * The same playlist of files under other names, which are written as URIs: whatever a player
     * could take for something else is percent-encoded.
     */
    static String renamed(String text, UnaryOperator<String> rename) {
        return replaced(text, name -> uri(rename.apply(name)));
    }

    /**
     * The same playlist with a link for each file.
     *
     * @param link of a file by its name, decoded
     */
    public static String linked(String text, UnaryOperator<String> link) {
        return replaced(text, uri -> link.apply(name(uri)));
    }

    private static String replaced(String text, UnaryOperator<String> uris) {
        return text.lines()
                .map(line -> line(line, uris))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String line, UnaryOperator<String> uris) {
        if (line.isBlank()) return line;
        if (!line.startsWith("#")) return uris.apply(line.strip());
        if (!line.startsWith("#EXT-X-MAP:")) return line;
        return URI.matcher(line)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        "URI=\"" + uris.apply(found.group(1)) + "\""));
    }

    private static String name(String uri) {
        return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String uri(String name) {
        // a form's notation is a URI's but for the blank; and what is encoded needlessly is the
        // same
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
