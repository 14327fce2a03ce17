package openencoder.cloud.iam.signature;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.Refused.Reason;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/**
 * What a request to S3 says of its body.
 *
 * @param said in {@code x-amz-content-sha256}
 * @param length in bytes, as sent
 */
public record Payload(String said, long length) {
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final Set<String> UNCHECKED =
            Set.of(UNSIGNED, "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    private static final Set<String> IN_CHUNKS =
            Set.of(
                    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");

    /**
     * @throws Refused if it says nothing that S3 knows, or there is no body and it says otherwise
     */
    public static Payload of(Head head, SignatureClaim claim) throws Refused {
        var said = head.value("x-amz-content-sha256");
        if (said.isEmpty() && claim.life().isEmpty())
            throw new Refused(Reason.MALFORMED, "x-amz-content-sha256 is missing");
        var payload = new Payload(said.orElse(UNSIGNED), head.length().orElse(0L));
        if (!payload.isKnown())
            throw new Refused(Reason.MALFORMED, "x-amz-content-sha256 is no hash");
        if (payload.length == 0 && payload.isHash() && !payload.said.equals(Sha256Hex.of("")))
            throw wrong();
        return payload;
    }

    private boolean isKnown() {
        return isHash() || UNCHECKED.contains(said) || IN_CHUNKS.contains(said);
    }

    private boolean isHash() {
        return said.matches("[0-9a-f]{64}");
    }

    /** Whether the bytes sent are the body itself, without chunks around it. */
    public boolean isPlain() {
        return isHash() || said.equals(UNSIGNED);
    }

    /** What to say to a server behind: it need not check again what is checked here. */
    public String passedOn() {
        return UNCHECKED.contains(said) ? said : UNSIGNED;
    }

    /** The head as it goes with what {@link #copy} writes. */
    public Head passedOn(Head head) throws Refused {
        if (!IN_CHUNKS.contains(said)) return head;
        var coding = head.value("Content-Encoding").orElse("");
        var rest = coding.replaceAll("\\s*aws-chunked\\s*,?\\s*", "");
        var plain =
                head.without("x-amz-decoded-content-length")
                        .without("x-amz-trailer")
                        .without("Content-Encoding")
                        .with("Content-Length", String.valueOf(decoded(head)));
        return rest.isEmpty() ? plain : plain.with("Content-Encoding", rest);
    }

    /**
     * Copies the body, without the chunks that are signed. What was not signed so never arrives
     * whole: its last bytes are held back.
     */
    public void copy(Head head, ChunkSignatures signatures, InputStream in, OutputStream out)
            throws IOException, Refused {
        if (IN_CHUNKS.contains(said)) new SignedChunks(signatures, in, out).copy(decoded(head));
        else if (isHash()) HashedBody.copy(in, length, said, out);
        else head.copyBody(in, out);
    }

    private static long decoded(Head head) throws Refused {
        var length = head.value("x-amz-decoded-content-length").orElse("");
        if (!length.matches("[0-9]{1,15}"))
            throw new Refused(Reason.MALFORMED, "x-amz-decoded-content-length is missing");
        return Long.parseLong(length);
    }

    static Refused wrong() {
        return new Refused(Reason.WRONG_BODY, "The body is not the one that was signed.");
    }
}
