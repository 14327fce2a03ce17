package openencoder.encoding.grammar;

import java.util.regex.Pattern;

/** Bits a second, as {@code 3000k} or {@code 2.5M}. */
public record Bitrate(String text, double bits) implements Value {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,10}(?:\\.\\d{1,3})?)([kKMG]?)");
    private static final double LARGEST = 1e9;

    static Bitrate read(String text) {
        var read = WRITTEN.matcher(text);
        Values.require(read.matches(), text, "a bit rate such as 3000k or 2.5M");
        var unit =
                switch (read.group(2)) {
                    case "k", "K" -> 1e3;
                    case "M" -> 1e6;
                    case "G" -> 1e9;
                    default -> 1;
                };
        var bits = Double.parseDouble(read.group(1)) * unit;
        Values.require(
                bits == 0 || bits >= 1000 && bits <= LARGEST,
                text,
                "0 or from 1k to 1G bits a second; %1$s is %2$.0f bits".formatted(text, bits));
        return new Bitrate(text, bits);
    }
}
