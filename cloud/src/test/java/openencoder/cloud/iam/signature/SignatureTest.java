package openencoder.cloud.iam.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.Refused.Reason;
import openencoder.testing.SettableClock;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The examples in the documentation of S3's REST API: "Signature Calculations for the Authorization
 * Header", single chunk and multiple chunks, and "Authenticating Requests: Using Query Parameters".
 */
class SignatureTest {
    private static final Credential EXAMPLE =
            Credential.lasting("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final String EMPTY =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Head GET =
            new Head(
                    List.of(
                            "GET /test.txt HTTP/1.1",
                            "Host: examplebucket.s3.amazonaws.com",
                            "Range: bytes=0-9",
                            "x-amz-content-sha256: " + EMPTY,
                            "x-amz-date: 20130524T000000Z",
                            "Authorization: AWS4-HMAC-SHA256"
                                + " Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
    private static final Head LINK =
            new Head(
                    List.of(
                            "GET /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400"
                                + "&X-Amz-SignedHeaders=host"
                                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
                                + " HTTP/1.1",
                            "Host: examplebucket.s3.amazonaws.com"));
    private static final Head CHUNKS =
            new Head(
                    List.of(
                            "PUT /examplebucket/chunkObject.txt HTTP/1.1",
                            "Host: s3.amazonaws.com",
                            "x-amz-date: 20130524T000000Z",
                            "x-amz-storage-class: REDUCED_REDUNDANCY",
                            "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                            "Content-Encoding: aws-chunked",
                            "x-amz-decoded-content-length: 66560",
                            "Content-Length: 66824",
                            "Authorization: AWS4-HMAC-SHA256"
                                + " Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=content-encoding;content-length;host;"
                                + "x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                                + "x-amz-storage-class,"
                                + "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"));

    private final SettableClock clock = new SettableClock(Instant.parse("2013-05-24T00:00:00Z"));
    private final Verifier verifier =
            new Verifier(
                    id -> Optional.of(EXAMPLE).filter(e -> e.accessKeyId().equals(id)),
                    "us-east-1",
                    clock);

    @Test
    void a_signature_in_the_header_holds() {
        assertThatCode(() -> verify(GET)).doesNotThrowAnyException();
    }

    @Test
    void a_signature_in_a_link_holds_until_the_link_is_over() throws Exception {
        clock.tick(Duration.ofHours(24));
        verify(LINK);
        clock.tick(Duration.ofSeconds(1));

        assertRefused(LINK, Reason.LINK_OVER);
    }

    @Test
    void a_header_is_good_for_a_quarter_of_an_hour_either_way() throws Exception {
        clock.tick(Duration.ofMinutes(15));
        verify(GET);
        clock.tick(Duration.ofSeconds(1));
        assertRefused(GET, Reason.SKEWED);
        clock.tick(Duration.ofMinutes(-30).minusSeconds(2));
        assertRefused(GET, Reason.SKEWED);
    }

    @Test
    void nothing_that_is_signed_can_be_changed() {
        for (var changed :
                List.of(
                        first(GET, "GET /other.txt HTTP/1.1"),
                        first(GET, "DELETE /test.txt HTTP/1.1"),
                        first(GET, "GET /test.txt?acl HTTP/1.1"),
                        GET.with("Range", "bytes=0-99"),
                        GET.with("Host", "other.s3.amazonaws.com"),
                        GET.with("x-amz-date", "20130524T000001Z"),
                        GET.without("Range"),
                        GET.with("x-amz-copy-source", "/secret/film"),
                        first(LINK, LINK.first().replace("test", "text")),
                        first(LINK, LINK.first().replace("=86400", "=86401"))))
            assertRefused(changed, Reason.WRONG_SIGNATURE);
    }

    @Test
    void what_cannot_be_read_is_refused() {
        assertRefused(GET.without("Authorization"), Reason.UNSIGNED);
        assertRefused(GET.with("Authorization", "Basic bTpt"), Reason.MALFORMED);
        assertRefused(GET.with("Authorization", "AWS4-HMAC-SHA256 x"), Reason.MALFORMED);
        assertRefused(GET.with("x-amz-content-sha256", "x"), Reason.MALFORMED);
        assertRefused(LINK.with("Authorization", "AWS4-HMAC-SHA256 x"), Reason.MALFORMED);
        assertRefused(first(LINK, LINK.first().replace("=86400", "=864000")), Reason.MALFORMED);
        assertRefused(first(GET, "GET /%zz HTTP/1.1"), Reason.MALFORMED);
        assertRefused(first(GET, "GET /?a=1&a=2 HTTP/1.1"), Reason.MALFORMED);
        assertRefused(first(GET, "GET http://elsewhere/ HTTP/1.1"), Reason.MALFORMED);
    }

    @Test
    void a_body_other_than_the_signed_is_refused() {
        assertThatThrownBy(() -> verify(GET.with("x-amz-content-sha256", Sha256Hex.of("film"))))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.WRONG_BODY));
    }

    @Test
    void chunks_are_checked_one_after_the_other() throws Exception {
        assertThat(copied(chunked("a"))).isEqualTo("a".repeat(66560));
    }

    @Test
    void a_changed_chunk_never_arrives_whole() throws Exception {
        var out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> copy(chunked("b"), out))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.WRONG_BODY));
        assertThat(out.size()).isLessThan(66560);
    }

    @Test
    void a_missing_last_chunk_is_missed() {
        var cut = chunked("a").substring(0, 65536 + 200);

        assertThatThrownBy(() -> copied(cut)).isInstanceOf(IOException.class);
    }

    private static String chunked(String letter) {
        return "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
                + letter.repeat(65536)
                + "\r\n"
                + "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
                + "a".repeat(1024)
                + "\r\n"
                + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n"
                + "\r\n";
    }

    private String copied(String body) throws Exception {
        var out = new ByteArrayOutputStream();
        copy(body, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private void copy(String body, ByteArrayOutputStream out) throws Exception {
        var in = new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII));
        var claim = SignatureClaim.of(CHUNKS, Target.of(CHUNKS));
        Payload.of(CHUNKS, claim).copy(CHUNKS, verify(CHUNKS), in, out);
    }

    private ChunkSignatures verify(Head head) throws Refused {
        var target = Target.of(head);
        var claim = SignatureClaim.of(head, target);
        return verifier.verify(head, target, claim, Payload.of(head, claim).said());
    }

    private void assertRefused(Head head, Reason reason) {
        assertThatThrownBy(() -> verify(head))
                .as(head.toString())
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(reason));
    }

    private static Head first(Head head, String line) {
        var lines = new ArrayList<>(head.lines());
        lines.set(0, line);
        return new Head(lines);
    }
}
