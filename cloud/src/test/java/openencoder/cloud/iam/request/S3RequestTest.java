package openencoder.cloud.iam.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.policy.AccessRequest;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class S3RequestTest {
    @ParameterizedTest
    @CsvSource({
        "GET /films/a.mp4, s3:GetObject",
        "GET /films/a.mp4?x-id=GetObject, s3:GetObject",
        "GET /films/a.mp4?response-content-disposition=x&X-Amz-Signature=1, s3:GetObject",
        "HEAD /films/a.mp4, s3:GetObject",
        "PUT /films/a.mp4, s3:PutObject",
        "POST /films/a.mp4?uploads, s3:PutObject",
        "PUT /films/a.mp4?uploadId=1&partNumber=2, s3:PutObject",
        "POST /films/a.mp4?uploadId=1, s3:PutObject",
        "DELETE /films/a.mp4?uploadId=1, s3:AbortMultipartUpload",
        "GET /films/a.mp4?uploadId=1&max-parts=7, s3:ListMultipartUploadParts",
        "DELETE /films/a.mp4, s3:DeleteObject",
        "GET /films/%61.mp4, s3:GetObject",
    })
    void each_request_about_an_object_has_its_action(String line, String action) throws Exception {
        assertThat(accesses(line))
                .containsExactly(AccessRequest.to(action, "arn:aws:s3:::films/a.mp4"));
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD /films, s3:ListBucket",
        "GET /films?list-type=2, s3:ListBucket",
        "GET /films/, s3:ListBucket",
        "GET /films?uploads, s3:ListBucketMultipartUploads",
        "GET /films?location, s3:GetBucketLocation",
    })
    void each_request_about_a_bucket_has_its_action(String line, String action) throws Exception {
        assertThat(accesses(line)).containsExactly(AccessRequest.to(action, "arn:aws:s3:::films"));
    }

    @Test
    void a_list_tells_its_prefix_as_sent() throws Exception {
        assertThat(accesses("GET /films?list-type=2&prefix=a%2F&delimiter=%2F&max-keys=7"))
                .containsExactly(
                        AccessRequest.to("s3:ListBucket", "arn:aws:s3:::films")
                                .with("s3:prefix", List.of("a/"))
                                .with("s3:delimiter", List.of("/"))
                                .with("s3:max-keys", List.of("7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /films/a.mp4", "PUT /films/a.mp4?uploadId=1&partNumber=2"})
    void a_copy_reads_its_source(String line) throws Exception {
        assertThat(accesses(line, "x-amz-copy-source: in-box/%C3%A4.mp4"))
                .contains(AccessRequest.to("s3:GetObject", "arn:aws:s3:::in-box/ä.mp4"));
    }

    @Test
    void an_open_list_of_rights_is_a_right_of_its_own() throws Exception {
        assertThat(accesses("PUT /films/a.mp4", "x-amz-acl: public-read"))
                .contains(AccessRequest.to("s3:PutObjectAcl", "arn:aws:s3:::films/a.mp4"));
    }

    @Test
    void a_delete_of_many_is_one_of_each() throws Exception {
        var body =
                "<Delete xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>"
                    + "<Object><Key>a&amp;b</Key></Object><Object><Key>c</Key></Object></Delete>";
        var head = head("POST /films?delete");

        assertThat(
                        S3Request.of(head, Target.of(head))
                                .accesses(body.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        AccessRequest.to("s3:DeleteObject", "arn:aws:s3:::films/a&b"),
                        AccessRequest.to("s3:DeleteObject", "arn:aws:s3:::films/c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET //films/a.mp4",
                "PUT /films",
                "DELETE /films",
                "GET /films?acl",
                "GET /films?policy",
                "GET /films/a.mp4?acl",
                "GET /films/a.mp4?versionId=1",
                "PUT /films/a.mp4?acl",
                "PUT /films/a.mp4?partNumber=1",
                "PUT /films/a.mp4?tagging",
                "POST /films/a.mp4?uploads&uploadId=1",
                "POST /films/a.mp4?select&select-type=2",
                "POST /films",
                "GET /films/../other/a.mp4",
                "GET /films/%2e%2e/other/a.mp4",
                "GET /films/a/%2E/b",
                "GET /films%2Fa.mp4",
                "GET /fil%6Ds/a.mp4",
                "GET /films;x/a.mp4",
                "GET /films/a;x.mp4",
                "GET /films/a+b.mp4",
                "GET /Films/a.mp4",
                "OPTIONS /films/a.mp4",
            })
    void what_is_not_known_is_refused(String line) {
        assertThatThrownBy(() -> accesses(line)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"films", "films/a?versionId=1", "films/../other/a", "films/%2e%2e/a"})
    void a_source_that_is_not_plain_is_refused(String source) {
        assertThatThrownBy(() -> accesses("PUT /films/a.mp4", "x-amz-copy-source: " + source))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Delete/>",
                "<Delete><Object><Key>a</Key><VersionId>1</VersionId></Object></Delete>",
                "<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>",
                "<!DOCTYPE x [<!ENTITY e 'a'>]><Delete><Object><Key>&e;</Key></Object></Delete>"
            })
    void a_delete_of_many_that_is_not_plain_is_refused(String body) throws Exception {
        var head = head("POST /films?delete");
        var request = S3Request.of(head, Target.of(head));

        assertThatThrownBy(() -> request.accesses(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class);
    }

    private static List<AccessRequest> accesses(String line, String... headers) throws Refused {
        var head = head(line, headers);
        return S3Request.of(head, Target.of(head)).accesses(new byte[0]);
    }

    private static Head head(String line, String... headers) {
        var lines = new ArrayList<>(List.of(line + " HTTP/1.1"));
        lines.addAll(List.of(headers));
        return new Head(lines);
    }
}
