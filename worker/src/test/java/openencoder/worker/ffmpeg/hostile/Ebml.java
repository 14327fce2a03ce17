package openencoder.worker.ffmpeg.hostile;

import static openencoder.worker.ffmpeg.hostile.HostileBytes.ascii;
import static openencoder.worker.ffmpeg.hostile.HostileBytes.ints;
import static openencoder.worker.ffmpeg.hostile.HostileBytes.join;
import static openencoder.worker.ffmpeg.hostile.HostileBytes.repeated;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Matroska that no muxer would write. */
final class Ebml {
    private static final byte[] HEAD =
            element(
                    0x1A45DFA3,
                    element(0x4282, ascii("matroska")),
                    element(0x4287, new byte[] {4}));

    private Ebml() {}

    /** Frames that are zlib streams of this sort. */
    static byte[] deflatedFrames(byte[] deflated) {
        var compression = element(0x5034, element(0x4254, new byte[] {0}));
        var encodings = element(0x6D80, element(0x6240, compression));
        var track =
                element(
                        0xAE,
                        element(0xD7, new byte[] {1}),
                        element(0x73C5, new byte[] {1}),
                        element(0x83, new byte[] {1}),
                        element(0x86, ascii("V_MPEG4/ISO/ASP")),
                        encodings,
                        element(
                                0xE0,
                                element(0xB0, new byte[] {64}),
                                element(0xBA, new byte[] {64})));
        var block = element(0xA3, new byte[] {(byte) 0x81, 0, 0, (byte) 0x80}, deflated);
        var cluster = element(0x1F43B675, element(0xE7, new byte[] {0}), repeated(block, 4));
        return join(HEAD, element(0x18538067, element(0x1654AE6B, track), cluster));
    }

    static byte[] attachments(int count) {
        var file =
                element(
                        0x61A7,
                        element(0x466E, ascii("../../etc/passwd")),
                        element(0x4660, ascii("font/ttf")),
                        element(0x465C, new byte[64]),
                        element(0x46AE, new byte[] {7}));
        return join(HEAD, element(0x18538067, element(0x1941A469, repeated(file, count))));
    }

    /** Elements that begin within each other and never end. */
    static byte[] nested(int depth) {
        var open = join(ints(0x18538067), new byte[] {1, -1, -1, -1, -1, -1, -1, -1});
        var tags = join(ints(0x1254C367), new byte[] {1, -1, -1, -1, -1, -1, -1, -1});
        var tag = join(new byte[] {0x67, (byte) 0xC8, 1, -1, -1, -1, -1, -1, -1, -1});
        return join(HEAD, open, tags, repeated(tag, depth));
    }

    private static byte[] element(int id, byte[]... parts) {
        var body = join(parts);
        var out = new ByteArrayOutputStream();
        var name = ints(id);
        var from = 0;
        while (name[from] == 0) from++;
        out.write(name, from, 4 - from);
        out.writeBytes(ByteBuffer.allocate(8).putLong(1L << 56 | body.length).array());
        out.writeBytes(body);
        return out.toByteArray();
    }
}
