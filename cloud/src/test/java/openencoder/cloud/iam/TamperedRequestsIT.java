package openencoder.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Requests that an attacker changes, repeats or writes by hand. */
class TamperedRequestsIT {
    private static final String KEY = "out/film.mp4";

    private IamFixture ground;

    @BeforeEach
    void start() {
        ground = new IamFixture();
        try (var s3 = ground.s3(ground.keys())) {
            s3.putObject(p -> p.bucket("destination").key(KEY), RequestBody.fromString("the film"));
        }
    }

    @AfterEach
    void stop() {
        ground.close();
    }

    @Test
    void another_path_is_not_the_signed_one() {
        assertRefused(
                () -> get(r -> r.toBuilder().encodedPath("/source/in/a%2A.mp4").build()),
                "SignatureDoesNotMatch");
    }

    @Test
    void another_query_is_not_the_signed_one() {
        assertRefused(
                () -> get(r -> r.toBuilder().putRawQueryParameter("acl", "").build()),
                "SignatureDoesNotMatch");
    }

    @Test
    void another_header_is_not_the_signed_one() {
        assertRefused(
                () -> get(r -> r.toBuilder().putHeader("x-amz-date", "20200101T000000Z").build()),
                "InvalidRequest");
        assertRefused(
                () -> get(r -> r.toBuilder().putHeader("x-amz-meta-mark", "mine").build()),
                "SignatureDoesNotMatch");
    }

    @Test
    void another_signature_is_wrong() {
        assertRefused(
                () ->
                        get(
                                r -> {
                                    var given =
                                            r.firstMatchingHeader("Authorization").orElseThrow();
                                    var last = given.endsWith("0") ? "1" : "0";
                                    var other = given.substring(0, given.length() - 1) + last;
                                    return r.toBuilder().putHeader("Authorization", other).build();
                                }),
                "SignatureDoesNotMatch");
    }

    @Test
    void another_body_leaves_what_was_there_untouched() {
        var changed =
                new Tampering(
                        UnaryOperator.identity(), body -> body.replace("the true", "the fake"));
        try (changed;
                var s3 = ground.s3(ground.session(SessionPolicies.JOB), changed)) {
            assertRefused(
                    () ->
                            s3.putObject(
                                    p -> p.bucket("destination").key(KEY),
                                    RequestBody.fromString("the true film")),
                    "XAmzContentSHA256Mismatch");
        }
        assertThat(ground.store.folder().resolve("destination").resolve(KEY))
                .hasContent("the film");
    }

    @Test
    void another_row_is_not_the_signed_one() {
        var changed = new Tampering(UnaryOperator.identity(), b -> b.replace("\"7\"", "\"8\""));
        try (changed;
                var dynamoDb = ground.dynamoDb(ground.session(SessionPolicies.JOB), changed)) {
            assertRefused(
                    () ->
                            dynamoDb.putItem(
                                    p ->
                                            p.tableName("jobs")
                                                    .item(Map.of("pk", AttributeValue.fromS("7")))),
                    "InvalidSignatureException");
        }
    }

    @Test
    void a_replay_is_good_for_a_quarter_of_an_hour() throws Exception {
        var seen = new Tampering(UnaryOperator.identity(), UnaryOperator.identity());
        try (seen;
                var s3 = ground.s3(ground.session(SessionPolicies.JOB), seen)) {
            s3.getObjectAsBytes(g -> g.bucket("destination").key(KEY));
            assertThat(seen.replay()).isEqualTo("200 the film");
            ground.clock.tick(Duration.ofMinutes(16));

            assertThat(seen.replay()).startsWith("403 ").contains("RequestTimeTooSkewed");
        }
    }

    @Test
    void what_is_not_signed_or_can_be_read_in_two_ways_is_refused() throws Exception {
        assertThat(raw("GET /destination/out/film.mp4 HTTP/1.1", "Host: x"))
                .isEqualTo("HTTP/1.1 403 Refused");
        assertThat(raw("GET /x HTTP/1.1", "Host: x", "Host: y")).isEqualTo("HTTP/1.1 400 Refused");
        assertThat(raw("PUT /x HTTP/1.1", "Host: x", "Transfer-Encoding: chunked"))
                .isEqualTo("HTTP/1.1 400 Refused");
        assertThat(raw("PUT /x HTTP/1.1", "Host: x", "Content-Length: +5"))
                .isEqualTo("HTTP/1.1 400 Refused");
        assertThat(raw("GET /x HTTP/1.1", "Host: x", "X-Amz-Target : DynamoDB_20120810.Scan"))
                .isEqualTo("HTTP/1.1 400 Refused");
        assertThat(raw("GET", "Host: x")).isEqualTo("HTTP/1.1 400 Refused");
    }

    private String raw(String... lines) throws IOException {
        var uri = ground.front.endpoint().uri();
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var head = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
            return new BufferedReader(in).readLine();
        }
    }

    private void get(UnaryOperator<SdkHttpRequest> change) {
        var http = new Tampering(change, UnaryOperator.identity());
        try (http;
                var s3 = ground.s3(ground.session(SessionPolicies.JOB), http)) {
            s3.getObjectAsBytes(g -> g.bucket("destination").key(KEY));
        }
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
