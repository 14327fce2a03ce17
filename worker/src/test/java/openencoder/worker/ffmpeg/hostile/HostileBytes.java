package openencoder.worker.ffmpeg.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Broken and swollen containers, byte by byte. */
final class HostileBytes {
    private final Canaries canaries;
    private final byte[] mp4;
    private final List<HostileMedia.Sample> samples = new ArrayList<>();

    /**
     * @param mp4 a sound film, its index first
     */
    HostileBytes(Canaries canaries, byte[] mp4) {
        this.canaries = canaries;
        this.mp4 = mp4;
    }

    List<HostileMedia.Sample> samples() {
        boxes();
        references();
        bombs();
        others();
        return samples;
    }

    private void add(String name, byte[]... parts) {
        samples.add(new HostileMedia.Sample(name, join(parts)));
    }

    private void boxes() {
        var type = box("ftyp", ascii("isom"), ints(512), ascii("isomiso2mp41"));
        add("box-of-size-zero.mp4", type, ints(0), ascii("moov"), new byte[64]);
        add("box-larger-than-the-file.mp4", type, ints(0x7fffffff), ascii("moov"), new byte[64]);
        add("box-of-negative-size.mp4", type, ints(1), ascii("moov"), ints(-1, -1), new byte[64]);
        add("box-smaller-than-its-head.mp4", type, ints(4), ascii("moov"), new byte[64]);
        add("boxes-within-boxes.mp4", type, nested("moov", 3_000));
        add("tracks-within-tracks.mp4", type, nested("trak", 3_000));
        add("thousands-of-tracks.mp4", type, box("moov", repeated(box("trak"), 5_000)));
        add("table-of-2-to-the-28.mp4", patched("stsz", 8, 0x10000000));
        add("times-of-2-to-the-28.mp4", patched("stts", 4, 0x10000000));
        add("chunks-of-2-to-the-32.mp4", patched("stsc", 4, -1));
        add("offsets-beyond-the-end.mp4", patched("stco", 8, 0x7ffffff0));
        add("timescale-of-zero.mp4", patched("mvhd", 12, 0));
        add("edit-of-a-year.mp4", patched("elst", 8, 0x7fffffff));
        add("frame-of-65535-by-65535.mp4", patched("avc1", 24, -1));
        add("no-sample-size.mp4", patched("stsd", 4, 0x00ffffff));
    }

    /** The film with four bytes changed, somewhere after each name. */
    private byte[] patched(String name, int after, int value) {
        var bytes = mp4.clone();
        var wanted = ascii(name);
        for (var at = 0; at + after + 8 < bytes.length; at++)
            if (Arrays.equals(bytes, at, at + 4, wanted, 0, 4))
                ByteBuffer.wrap(bytes).putInt(at + 4 + after, value);
        return bytes;
    }

    private void references() {
        add("data-in-another-file-url.mov", referring("url ", "file://" + canaries.film() + "\0"));
        add("data-in-another-file-alias.mov", referring("alis", alias(canaries.film().toString())));
        add("data-on-http.mov", referring("url ", canaries.http() + "/film\0"));
        var there = canaries.http() + "/film.mov\0";
        var link = box("rdrf", ints(0), ascii("url "), ints(there.length()), ascii(there));
        add(
                "reference-movie.mov",
                box("ftyp", ascii("qt  "), ints(0)),
                box("moov", box("rmra", box("rmda", link))));
    }

    /** The film, with its media said to be elsewhere: the entry goes where url, was. */
    private byte[] referring(String type, String to) {
        var entry = box(type, ints(0), to.getBytes(StandardCharsets.ISO_8859_1));
        var list = box("dref", ints(0, 1), entry);
        var bytes = mp4.clone();
        var out = new ByteArrayOutputStream();
        var from = 0;
        for (var at = 0; at + 8 < bytes.length; at++) {
            if (!Arrays.equals(bytes, at, at + 4, ascii("dref"), 0, 4)) continue;
            // its size stands before its name; the boxes around it keep theirs, which are now wrong
            out.write(bytes, from, at - 4 - from);
            out.writeBytes(list);
            from = at - 4 + ByteBuffer.wrap(bytes).getInt(at - 4);
        }
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private static String alias(String path) {
        return "\0".repeat(150) + "\0\u0012\0" + (char) path.length() + path + "\u00ff\u00ff\0\0";
    }

    private void bombs() {
        add("pixels-16000.png", png(16_000));
        add("pixels-30000.png", png(30_000));
        add("pixels-65535.gif", ascii("GIF89a"), ints(-1, 0x2c000000), ints(0, -1, 0x00020000));
        add("pixels-65535.jpg", jpeg());
        add("deflated-index.mov", deflatedIndex());
        add("deflated-frames.mkv", Ebml.deflatedFrames(deflated(64 << 20)));
        add("attachments-200.mkv", Ebml.attachments(200));
        add("elements-without-end.mkv", Ebml.nested(5_000));
        add("zeros.mpg", new byte[1 << 20]);
    }

    private static byte[] png(int side) {
        var row = deflated((long) side * (1 + side / 8));
        return join(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
                chunk("IHDR", join(ints(side, side), new byte[] {1, 0, 0, 0, 0})),
                chunk("IDAT", row),
                chunk("IEND"));
    }

    private static byte[] chunk(String name, byte[]... parts) {
        var body = join(ascii(name), join(parts));
        var sum = new CRC32();
        sum.update(body);
        return join(ints(body.length - 4), body, ints((int) sum.getValue()));
    }

    private static byte[] jpeg() {
        var head = new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xc0, 0, 11, 8};
        return join(head, ints(-1), new byte[] {1, 1, 0x11, 0}, new byte[600]);
    }

    private static byte[] deflatedIndex() {
        var packed = box("cmvd", ints(0x7fffffff), deflated(64 << 20));
        return join(
                box("ftyp", ascii("qt  "), ints(0)),
                box("moov", box("cmov", box("dcom", ascii("zlib")), packed)));
    }

    /** That many zeros. */
    private static byte[] deflated(long count) {
        var deflater = new Deflater(9);
        var out = new ByteArrayOutputStream();
        var zeros = new byte[1 << 16];
        var buffer = new byte[1 << 16];
        for (var left = count; left > 0; left -= zeros.length) {
            deflater.setInput(zeros, 0, (int) Math.min(left, zeros.length));
            while (!deflater.needsInput()) out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.finish();
        while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        return out.toByteArray();
    }

    private void others() {
        var noise = new byte[200_000];
        new Random(4).nextBytes(noise);
        add("noise.mkv", noise);
        add("one-byte.mp4", new byte[] {0});
        add("tag-of-256-megabytes.mp3", ascii("ID3\4\0\0"), ints(0x7f7f7f7f), new byte[4096]);
        var link = join(new byte[] {0}, ascii("-->\0\3\0" + canaries.http() + "/cover.jpg"));
        var frame = join(ascii("APIC"), ints(link.length), new byte[2], link);
        var tag = new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, (byte) frame.length};
        add("cover-on-http.mp3", tag, frame, new byte[4096]);
        add(
                "channels-65535.wav",
                ascii("RIFF"),
                ints(-1),
                ascii("WAVEfmt "),
                new byte[] {16, 0, 0, 0, 1, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 16},
                new byte[] {0, 'd', 'a', 't', 'a', -1, -1, -1, 127},
                new byte[4096]);
        add("objects-in-objects.flv", flv());
        add("pages-without-end.ogg", repeated(oggPage(), 3_000));
        add("frame-of-4-gigabytes.avi", avi());
        add("sequence-of-16384.h264", Sps.ofSide(16_384));
    }

    /** A script tag whose objects hold objects, and so on. */
    private static byte[] flv() {
        var name = new byte[] {2, 0, 10};
        var body = join(name, ascii("onMetaData"), repeated(new byte[] {3, 0, 1, 'a'}, 20_000));
        var tag =
                new byte[] {
                    18, (byte) (body.length >> 16), (byte) (body.length >> 8), (byte) body.length
                };
        return join(
                ascii("FLV"), new byte[] {1, 5, 0, 0, 0, 9, 0, 0, 0, 0}, tag, new byte[7], body);
    }

    private static byte[] oggPage() {
        var segments = new byte[255];
        Arrays.fill(segments, (byte) 255);
        return join(ascii("OggS"), new byte[22], new byte[] {(byte) 255}, segments, new byte[64]);
    }

    private static byte[] avi() {
        return join(
                ascii("RIFF"),
                ints(-1),
                ascii("AVI LIST"),
                ints(0xc0000000),
                ascii("hdrlavih"),
                ints(0x38000000),
                repeated(ints(-1), 14),
                ascii("LIST"),
                ints(-1),
                ascii("strlstrh"),
                ints(-1),
                new byte[2048]);
    }

    private static byte[] nested(String name, int depth) {
        var inner = new byte[0];
        var out = ByteBuffer.allocate(8 * depth);
        for (var level = depth; level > 0; level--) out.putInt(8 * level).put(ascii(name));
        return join(out.array(), inner);
    }

    static byte[] box(String name, byte[]... parts) {
        var body = join(parts);
        return join(ints(body.length + 8), ascii(name), body);
    }

    static byte[] repeated(byte[] part, int times) {
        var out = ByteBuffer.allocate(part.length * times);
        for (var i = 0; i < times; i++) out.put(part);
        return out.array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] ints(int... values) {
        var out = ByteBuffer.allocate(4 * values.length);
        for (var value : values) out.putInt(value);
        return out.array();
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) out.writeBytes(part);
        return out.toByteArray();
    }
}
