package openencoder.cloud.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Text between bodies. */
public final class Lines {
    private static final int LONGEST = 64 << 10;

    private Lines() {}

    /** The next line without its end; null at the end of all. */
    public static String next(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            if (bytes.size() == LONGEST) throw new IOException("a line without an end");
            bytes.write(b);
        }
        return null;
    }
}
