package openencoder.cloud.iam.signature;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A body signed by its SHA-256. */
final class HashedBody {
    private static final int PIECE = 64 << 10;

    private HashedBody() {}

    static void copy(InputStream in, long length, String hash, OutputStream out)
            throws IOException, Refused {
        var digest = Sha256Hex.digest();
        var held = new byte[0];
        for (var left = length; left > 0; left -= held.length) {
            out.write(held);
            held = in.readNBytes((int) Math.min(left, PIECE));
            if (held.length == 0) throw new EOFException(left + " bytes short");
            digest.update(held);
        }
        if (!Sha256Hex.of(digest).equals(hash)) throw Payload.wrong();
        out.write(held);
    }
}
