package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A running stack's API, with a token or without.
 *
 * @param token may be empty
 */
record TestApi(URI api, String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The first to register, who is admin on an embedded stack. */
    static TestApi admin(URI api) throws Exception {
        var stranger = new TestApi(api, "");
        var credentials = "{\"username\":\"foo@bar.com\",\"password\":\"baz\"}";
        stranger.post("/api/register", credentials);
        var login = ok(stranger.post("/api/login", credentials));
        return stranger.as(login.get("token").asString());
    }

    TestApi as(String other) {
        return new TestApi(api, other);
    }

    JsonNode get(String path) throws Exception {
        return ok(send("GET", path, BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    HttpResponse<String> put(String path, String body) throws Exception {
        return send("PUT", path, BodyPublishers.ofString(body));
    }

    HttpResponse<String> delete(String path) throws Exception {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** The film's place, for jobs. */
    String upload(Path film) throws Exception {
        var place = ok(post("/api/uploads", "{\"filename\":\"film.mp4\"}"));
        var request =
                HttpRequest.newBuilder(URI.create(place.get("url").asString()))
                        .PUT(BodyPublishers.ofFile(film));
        assertThat(HTTP.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        return place.get("source").asString();
    }

    /** The job's id. */
    long encode(String source, String dest) throws Exception {
        var order =
                "{\"preset\":\"h264_baseline_360p_600\",\"source\":\"%s\",\"dest\":\"s3:///%s/\"}"
                        .formatted(source, dest);
        return ok(post("/api/jobs", order)).get("id").asLong();
    }

    String status(long job) throws Exception {
        return get("/api/jobs/%d/status".formatted(job)).get("job_status").asString();
    }

    static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(api.resolve(path))
                        .header("content-type", "application/json")
                        .method(method, body);
        Optional.of(token)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> request.header("authorization", "Bearer " + text));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
