package openencoder.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.aws.Fixture;
import openencoder.aws.client.AwsClients;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

/** Links as a stranger without any SDK uses them. */
class S3LinksIT {
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final Fixture aws = new Fixture();
    private final ObjectStore store = aws.store();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectKey film =
            new ObjectKey(aws.environment().get("SOURCE_BUCKET"), "in/größe \"1\" & 2.mp4");

    @AfterEach
    void close() {
        http.close();
        aws.close();
    }

    @Test
    void what_is_put_through_a_link_can_be_got_through_another() throws Exception {
        var put = put(store.linkToPut(film, LIFE), "a film");
        var got = get(store.linkToGet(film, LIFE));

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("a film");
        assertThat(store.head(film).orElseThrow().size()).isEqualTo(6);
    }

    @Test
    void a_link_for_a_size_takes_that_size_alone() throws Exception {
        var link = store.linkToPut(film, 6, LIFE);

        for (var content : List.of("a fil", "a film!", ""))
            assertThat(put(link, content).statusCode()).as(content).isEqualTo(403);
        assertThat(chunked(link, "a film").statusCode()).isGreaterThanOrEqualTo(400);
        var other = URI.create(link.toString().replace("content-length%3B", ""));
        assertThat(put(other, "a longer film").statusCode()).isEqualTo(403);
        assertThat(store.head(film)).isEmpty();

        assertThat(put(link, "a film").statusCode()).isEqualTo(200);
        assertThat(store.head(film).orElseThrow().size()).isEqualTo(6);
    }

    @Test
    void what_is_got_is_saved_under_its_own_name() throws Exception {
        put(store.linkToPut(film, LIFE), "a film");

        assertThat(get(store.linkToGet(film, LIFE)).headers().firstValue("Content-Disposition"))
                .hasValue(
                        "attachment; filename=\"gr__e _1_ _ 2.mp4\";"
                                + " filename*=UTF-8''gr%C3%B6%C3%9Fe%20%221%22%20%26%202.mp4");
    }

    @Test
    void a_link_is_good_for_its_own_object_and_purpose_only() throws Exception {
        put(store.linkToPut(film, LIFE), "a film");
        var link = store.linkToGet(film, LIFE).toString();

        assertThat(get(URI.create(link.replace("2.mp4?", "3.mp4?"))).statusCode()).isEqualTo(403);
        assertThat(put(URI.create(link), "another").statusCode()).isEqualTo(403);
        assertThat(get(store.linkToGet(film, LIFE)).body()).isEqualTo("a film");
    }

    @Test
    void a_link_to_nothing_finds_nothing() throws Exception {
        assertThat(get(store.linkToGet(film, LIFE)).statusCode()).isEqualTo(404);
    }

    @Test
    void bad_credentials_do_not_look_like_a_missing_object() {
        var environment = new HashMap<>(aws.environment());
        environment.put("AWS_SECRET_ACCESS_KEY", "wrong");
        try (var clients = new AwsClients(environment)) {
            var stranger = new S3ObjectStore(clients);

            assertThatThrownBy(() -> stranger.head(film)).isInstanceOf(S3Exception.class);
            assertThatThrownBy(() -> stranger.download(film, Path.of("no-file"), _ -> {}))
                    .isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void what_is_missing_is_missing_even_to_those_who_may_not_list_and_are_told_403() {
        try (var clients = new AwsClients(aws.environment(), new HidesWhatIsMissing())) {
            var guest = new S3ObjectStore(clients);

            assertThat(guest.head(film)).isEmpty();
        }
    }

    private static final class HidesWhatIsMissing implements ExecutionInterceptor {
        @Override
        public SdkHttpResponse modifyHttpResponse(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            var answer = context.httpResponse();
            var hides = context.request() instanceof HeadObjectRequest;
            return hides ? answer.toBuilder().statusCode(403).build() : answer;
        }
    }

    private HttpResponse<String> put(URI link, String content) throws Exception {
        var body = HttpRequest.BodyPublishers.ofString(content);
        return send(HttpRequest.newBuilder(link).PUT(body).build());
    }

    /** Without saying how long it is. */
    private HttpResponse<String> chunked(URI link, String content) throws Exception {
        var stream = new ByteArrayInputStream(content.getBytes(UTF_8));
        var body = HttpRequest.BodyPublishers.ofInputStream(() -> stream);
        return send(HttpRequest.newBuilder(link).PUT(body).build());
    }

    private HttpResponse<String> get(URI link) throws Exception {
        return send(HttpRequest.newBuilder(link).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
