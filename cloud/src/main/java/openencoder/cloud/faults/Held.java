package openencoder.cloud.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The beginning of a body, held in memory until it is too long for that. */
final class Held extends OutputStream {
    static final int MOST = 64 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** There is more than can be held. */
    static final class Full extends IOException {}

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (bytes.size() + length > MOST) throw new Full();
        bytes.write(from, offset, length);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
