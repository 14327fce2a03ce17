package openencoder.worker.ffmpeg.hostile;

import java.io.ByteArrayOutputStream;
import java.util.BitSet;

/** An H.264 sequence header that promises far more picture than any machine has memory for. */
final class Sps {
    private final BitSet bits = new BitSet();
    private int length;

    private Sps() {}

    static byte[] ofSide(int side) {
        var sps = new Sps();
        sps.number(66, 8).number(0, 8).number(62, 8);
        sps.golomb(0).golomb(0).golomb(0).golomb(0).golomb(1).number(0, 1);
        sps.golomb(side / 16 - 1).golomb(side / 16 - 1);
        sps.number(1, 1).number(0, 1).number(0, 1).number(0, 1).number(1, 1);
        var out = new ByteArrayOutputStream();
        for (var i = 0; i < 20; i++) {
            out.writeBytes(new byte[] {0, 0, 0, 1, 0x67});
            out.writeBytes(sps.bytes());
            out.writeBytes(new byte[] {0, 0, 0, 1, 0x68, (byte) 0xce, 0x38, (byte) 0x80});
            out.writeBytes(new byte[] {0, 0, 0, 1, 0x65, (byte) 0x88, (byte) 0x84, 0, 33, -1});
        }
        return out.toByteArray();
    }

    private Sps number(int value, int width) {
        for (var bit = width - 1; bit >= 0; bit--) bits.set(length++, (value >> bit & 1) == 1);
        return this;
    }

    private Sps golomb(int value) {
        var width = 32 - Integer.numberOfLeadingZeros(value + 1);
        return number(0, width - 1).number(value + 1, width);
    }

    private byte[] bytes() {
        var bytes = new byte[(length + 7) / 8];
        for (var bit = 0; bit < length; bit++)
            if (bits.get(bit)) bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
        return bytes;
    }
}
