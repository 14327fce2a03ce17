package openencoder.worker.source;

import openencoder.job.JobError;
import openencoder.worker.ffmpeg.EncodeFailure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Notices sources that break off in formats where FFmpeg takes the end of the file for the end of
 * the film, and so reckons their length from what is left.
 */
public final class SourceEnd {
    // Some programs write the length of the whole file where the rest's belongs.
    private static final long RIFF_SLACK = 64;
    // Programs that write to a pipe leave the length at its largest value, or at 0.
    private static final long RIFF_UNKNOWN = 0x7fff_0000L;

    private static final int LARGEST_OGG_PAGE = 27 + 255 + 255 * 255;
    private static final byte TS_SYNC = 0x47;

    private final FileChannel file;
    private final long size;

    private SourceEnd(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    /**
     * @param format as ffprobe names it
     * @throws EncodeFailure {@code source.truncated}
     */
    public static void check(Path source, String format) {
        try (var file = FileChannel.open(source)) {
            var missing = new SourceEnd(file, file.size()).missing(format);
            if (missing.isPresent())
                throw new EncodeFailure(
                        JobError.of(
                                JobError.Kind.SOURCE,
                                "source.truncated",
                                "The source breaks off, as after an upload that was cut short;"
                                        + " upload it again: "
                                        + missing.get()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Optional<String> missing(String format) throws IOException {
        return switch (format) {
            case "wav", "avi" -> ofRiff();
            case "ogg" -> ofOgg();
            case "mpegts" -> ofTransportStream();
            default -> Optional.empty();
        };
    }

    private Optional<String> ofRiff() throws IOException {
        var head = read(0, 8);
        if (head.remaining() < 8 || !text(head, 0, 4).equals("RIFF")) return Optional.empty();
        var rest = Integer.toUnsignedLong(head.order(ByteOrder.LITTLE_ENDIAN).getInt(4));
        if (rest >= RIFF_UNKNOWN || rest + 8 <= size + RIFF_SLACK) return Optional.empty();
        return Optional.of("its header tells of %,d bytes, it has %,d.".formatted(rest + 8, size));
    }

    private Optional<String> ofOgg() throws IOException {
        var tail = read(Math.max(0, size - LARGEST_OGG_PAGE), LARGEST_OGG_PAGE);
        var bytes = text(tail, 0, tail.remaining());
        var page = bytes.lastIndexOf("OggS");
        if (page < 0) return Optional.empty();
        var end = pageEnd(tail, page);
        return end.isPresent() && end.get() <= tail.remaining()
                ? Optional.empty()
                : Optional.of("its last page is not whole.");
    }

    // RFC 3533: a header of 27 bytes, the last of which counts the segment lengths that follow
    private static Optional<Integer> pageEnd(ByteBuffer bytes, int page) {
        var table = page + 27;
        if (table > bytes.remaining()) return Optional.empty();
        var segments = Byte.toUnsignedInt(bytes.get(page + 26));
        if (table + segments > bytes.remaining()) return Optional.empty();
        var end = table + segments;
        for (var i = 0; i < segments; i++) end += Byte.toUnsignedInt(bytes.get(table + i));
        return Optional.of(end);
    }

    // Packets of 188 bytes; 192 with a time stamp before each, 204 with a checksum after.
    private Optional<String> ofTransportStream() throws IOException {
        var head = read(0, 1024);
        for (var packet : new int[] {188, 192, 204}) {
            if (!isInStep(head, packet)) continue;
            var left = size % packet;
            if (left == 0) return Optional.empty();
            return Optional.of("its last packet has %d of %d bytes.".formatted(left, packet));
        }
        return Optional.empty();
    }

    private static boolean isInStep(ByteBuffer head, int packet) {
        var first = packet == 192 ? 4 : 0;
        for (var i = 0; i < 4; i++) {
            var at = first + i * packet;
            if (at >= head.remaining() || head.get(at) != TS_SYNC) return false;
        }
        return true;
    }

    private ByteBuffer read(long from, int count) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.min(count, size - from));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
        return bytes.flip();
    }

    private static String text(ByteBuffer bytes, int from, int count) {
        return new String(bytes.array(), from, count, StandardCharsets.ISO_8859_1);
    }
}
