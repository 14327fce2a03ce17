package openencoder.emulators.iam.signature;

import openencoder.emulators.http.Lines;
import openencoder.emulators.iam.signature.Refused.Reason;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A body of AWS's own chunks, {@code size;chunk-signature=…}, the last of them empty, then perhaps
 * a signed trailer.
 */
final class SignedChunks {
    private static final String SIGNATURE = ";chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature:";

    private final ChunkSignatures signatures;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[64 << 10];

    SignedChunks(ChunkSignatures signatures, InputStream in, OutputStream out) {
        this.signatures = signatures;
        this.in = in;
        this.out = out;
    }

    /**
     * @param length of the body without chunks, in bytes
     */
    void copy(long length) throws IOException, Refused {
        var left = length;
        while (true) {
            var line = line();
            var parts = line.split(SIGNATURE, 2);
            if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F]{1,12}"))
                throw new Refused(Reason.MALFORMED, "a chunk of the body is not signed");
            var size = Long.parseLong(parts[0], 16);
            if (size > left) throw Payload.wrong();
            if (size == 0) {
                if (left > 0) throw Payload.wrong();
                check(SigningKey.hash(""), parts[1]);
                end(line);
                return;
            }
            write(line);
            check(data(size), parts[1]);
            left -= size;
            write(line());
        }
    }

    private void check(String hash, String signature) throws Refused {
        if (!signatures.isNext(hash, signature)) throw Payload.wrong();
    }

    private String data(long size) throws IOException {
        var digest = SigningKey.sha256();
        for (var left = size; left > 0; ) {
            var read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) throw new EOFException(left + " bytes short of a chunk");
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
            left -= read;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void end(String lastChunk) throws IOException, Refused {
        var trailer = new ArrayList<String>();
        var signed = new StringBuilder();
        var isSigned = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            trailer.add(line);
            isSigned = line.toLowerCase(Locale.ROOT).startsWith(TRAILER_SIGNATURE);
            if (isSigned) checkTrailer(signed.toString(), line);
            else signed.append(canonical(line)).append('\n');
        }
        if (!trailer.isEmpty() && !isSigned) throw Payload.wrong();
        write(lastChunk);
        for (var line : trailer) write(line);
        write("");
    }

    private static String canonical(String line) throws Refused {
        var parts = line.split(":", 2);
        if (parts.length != 2) throw new Refused(Reason.MALFORMED, "a trailer has no colon");
        return parts[0].strip().toLowerCase(Locale.ROOT) + ":" + parts[1].strip();
    }

    private void checkTrailer(String trailer, String line) throws Refused {
        var signature = line.substring(TRAILER_SIGNATURE.length()).strip();
        if (!signatures.isTrailer(trailer, signature)) throw Payload.wrong();
    }

    private String line() throws IOException {
        var line = Lines.next(in);
        if (line == null) throw new EOFException("in the middle of the chunks");
        return line;
    }

    private void write(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
