package openencoder.cli.encode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Tells films from other files: by their first bytes, or else by the name's extension. */
final class FilmFiles {

    private static final Set<String> EXTENSIONS =
            Set.of(
                    ("mp4 m4v mov qt mkv webm avi divx mpg mpeg mpe m2v ts m2ts mts vob wmv asf flv"
                                    + " f4v 3gp 3g2 ogv mxf dv y4m rm rmvb nut wtv")
                            .split(" "));
    private static final Set<String> NO_FILM_BRANDS =
            Set.of("heic", "heix", "hevc", "mif1", "msf1", "avif", "avis", "M4A ", "M4B ", "M4P ");
    private static final int HEAD = 3 * 188;

    private FilmFiles() {}

    static boolean isFilm(Path file) {
        var head = head(file);
        if (isOther(head)) return false;
        return isFilm(head) || EXTENSIONS.contains(extension(file));
    }

    private static boolean isFilm(String head) {
        return head.startsWith("ftyp", 4)
                || head.startsWith("moov", 4)
                || head.startsWith("\u001aE\u00df\u00a3") // Matroska, WebM
                || head.startsWith("RIFF") && head.startsWith("AVI ", 8)
                || head.startsWith("FLV\u0001")
                || head.startsWith("\u0000\u0000\u0001\u00ba") // MPEG program stream
                || head.startsWith("\u0000\u0000\u0001\u00b3") // MPEG video
                || head.startsWith("0&\u00b2u\u008ef\u00cf\u0011") // ASF, WMV
                || head.startsWith("\u0006\u000e+4") // MXF
                || isTransportStream(head, 0, 188)
                || isTransportStream(head, 4, 192);
    }

    /** Pictures and sound that come in a film's container. */
    private static boolean isOther(String head) {
        return head.startsWith("ftyp", 4)
                && head.length() >= 12
                && NO_FILM_BRANDS.contains(head.substring(8, 12));
    }

    private static boolean isTransportStream(String head, int first, int distance) {
        return head.length() > first + distance
                && head.charAt(first) == 'G'
                && head.charAt(first + distance) == 'G';
    }

    private static String extension(Path file) {
        var name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String head(Path file) {
        try (var content = Files.newInputStream(file)) {
            return new String(content.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }
}
