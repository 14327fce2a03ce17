package openencoder.cloud.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first line and the headers of an HTTP/1.1 message, every byte as it came; the body is copied
 * from stream to stream.
 */
public record Head(List<String> lines) {
    public Head {
        lines = List.copyOf(lines);
    }

    /** Empty when the other side has closed. */
    public static Optional<Head> read(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = Lines.next(in); line != null; line = Lines.next(in)) {
            if (line.isEmpty()) return Optional.of(new Head(lines));
            lines.add(line);
        }
        if (lines.isEmpty()) return Optional.empty();
        throw new EOFException("in the middle of the headers");
    }

    public String first() {
        return lines.getFirst();
    }

    public Optional<String> value(String name) {
        return lines.stream()
                .skip(1)
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    public Head without(String name) {
        return new Head(
                lines.stream()
                        .filter(
                                line ->
                                        !line.regionMatches(
                                                true, 0, name + ":", 0, name.length() + 1))
                        .toList());
    }

    /** With this header as its only one of the name. */
    public Head with(String name, String value) {
        var changed = new ArrayList<>(without(name).lines());
        changed.add(name + ": " + value);
        return new Head(changed);
    }

    /** A request's, such as {@code GET}. */
    public String method() {
        return first().split(" ", 3)[0];
    }

    /** A request's path with its query, as sent; empty if the first line is none of HTTP's. */
    public String target() {
        var words = first().split(" ", -1);
        return words.length == 3 ? words[1] : "";
    }

    public void write(OutputStream out) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Of an answer, such as 200. */
    public int status() {
        return Integer.parseInt(first().split(" ", 3)[1]);
    }

    public boolean isChunked() {
        return value("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    public Optional<Long> length() {
        return value("Content-Length").map(Long::valueOf);
    }

    /** Whether the body goes on until the sender closes. */
    public boolean endsWithTheConnection() {
        return !isChunked() && length().isEmpty();
    }

    /** Copies as much of the body as its headers announce, still chunked where it is. */
    public void copyBody(InputStream from, OutputStream to) throws IOException {
        if (isChunked()) copyChunks(from, to);
        else copy(from, to, length().orElse(0L));
    }

    private static void copyChunks(InputStream from, OutputStream to) throws IOException {
        while (true) {
            var size = copyLine(from, to);
            var length = Long.parseLong(size.split(";", 2)[0].strip(), 16);
            if (length == 0) break;
            copy(from, to, length);
            copyLine(from, to);
        }
        while (!copyLine(from, to).isEmpty()) {
            // a trailer
        }
    }

    private static String copyLine(InputStream from, OutputStream to) throws IOException {
        var line = Lines.next(from);
        if (line == null) throw new EOFException("in the middle of a chunked body");
        to.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return line;
    }

    private static void copy(InputStream from, OutputStream to, long length) throws IOException {
        var buffer = new byte[64 << 10];
        for (var left = length; left > 0; ) {
            var read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) throw new EOFException(left + " bytes short");
            to.write(buffer, 0, read);
            left -= read;
        }
    }
}
