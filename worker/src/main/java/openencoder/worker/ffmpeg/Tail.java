package openencoder.worker.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the last 64 KB of a stream, however much comes. */
public final class Tail {
    private static final int KEPT = 64 * 1024;

    private final byte[] ring = new byte[KEPT];
    private long written;

    /** Reads to the end, so that the writer never has to wait. */
    public void drain(InputStream stream) {
        var buffer = new byte[8192];
        try {
            for (var count = stream.read(buffer); count >= 0; count = stream.read(buffer))
                add(buffer, count);
        } catch (IOException _) {
            // the pipe of a killed process may break at any byte; what came before it is kept
        }
    }

    synchronized void add(byte[] bytes, int count) {
        for (var i = 0; i < count; i++) ring[(int) (written++ % KEPT)] = bytes[i];
    }

    /** What is kept, beginning with a whole line unless it is one long line. */
    public synchronized String text() {
        if (written <= KEPT) return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
        var start = (int) (written % KEPT);
        var bytes = new byte[KEPT];
        System.arraycopy(ring, start, bytes, 0, KEPT - start);
        System.arraycopy(ring, 0, bytes, KEPT - start, start);
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.substring(text.indexOf('\n') + 1);
    }
}
