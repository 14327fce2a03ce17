package openencoder.cloud.iam.signature;

import openencoder.cloud.http.Lines;
import openencoder.cloud.iam.signature.Refused.Reason;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Takes a body out of AWS's own chunks, {@code size;chunk-signature=…}, the last of them empty,
 * then perhaps a signed trailer. The last bytes are held back until all is checked.
 */
final class SignedChunks {
    private static final int PIECE = 64 << 10;
    private static final String SIGNATURE = ";chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature:";

    private final ChunkSignatures signatures;
    private final InputStream in;
    private final OutputStream out;
    private byte[] held = new byte[0];

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
                check(Sha256Hex.of(""), parts[1]);
                checkTrailer();
                out.write(held);
                return;
            }
            check(data(size), parts[1]);
            left -= size;
            if (!line().isEmpty()) throw Payload.wrong();
        }
    }

    private void check(String hash, String signature) throws Refused {
        if (!signatures.isNext(hash, signature)) throw Payload.wrong();
    }

    private String data(long size) throws IOException {
        var digest = Sha256Hex.digest();
        for (var left = size; left > 0; left -= held.length) {
            out.write(held);
            held = in.readNBytes((int) Math.min(left, PIECE));
            if (held.length == 0) throw new EOFException(left + " bytes short of a chunk");
            digest.update(held);
        }
        return Sha256Hex.of(digest);
    }

    private void checkTrailer() throws IOException, Refused {
        var signed = new StringBuilder();
        var isSigned = true;
        for (var line = line(); !line.isEmpty(); line = line()) {
            isSigned = line.toLowerCase(Locale.ROOT).startsWith(TRAILER_SIGNATURE);
            if (isSigned) checkTrailer(signed.toString(), line);
            else signed.append(canonical(line)).append('\n');
        }
        if (!isSigned) throw Payload.wrong();
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
}
