package openencoder.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;

/** A user of the HTTP API, logged in. */
public final class Client {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> CREDENTIALS =
            Map.of("username", "bench", "password", "a bench's password");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final String token;

    public Client(URI api) throws IOException, InterruptedException {
        this.api = api;
        send("/api/register", CREDENTIALS, "");
        token = send("/api/login", CREDENTIALS, "").path("token").asString();
    }

    /** Uploads a film and answers its {@code s3://} name. */
    public String upload(Path film) throws IOException, InterruptedException {
        var target = post("/api/uploads", Map.of("filename", film.getFileName().toString()));
        var put =
                HttpRequest.newBuilder(URI.create(target.path("url").asString()))
                        .PUT(BodyPublishers.ofFile(film))
                        .build();
        var answer = http.send(put, BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException("upload: " + answer);
        return target.path("source").asString();
    }

    public long create(String preset, String source, String dest)
            throws IOException, InterruptedException {
        var order = Map.of("preset", preset, "source", source, "dest", dest);
        return post("/api/jobs", order).path("id").asLong();
    }

    /** With a token of another kind, such as DigitalOcean's. */
    public static JsonNode get(URI place, String token) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(place).header("Authorization", "Bearer " + token).build();
        try (var http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return ask(authorised(path, token).GET());
    }

    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(path, body, token);
    }

    public JsonNode put(String path, Object body) throws IOException, InterruptedException {
        var json = BodyPublishers.ofString(JSON.writeValueAsString(body));
        return ask(authorised(path, token).header("Content-Type", "application/json").PUT(json));
    }

    /** Whether a POST without a body is done; false if it conflicts with how things stand. */
    public boolean isDone(String path) throws IOException, InterruptedException {
        var request = authorised(path, token).POST(BodyPublishers.noBody()).build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == 409) return false;
        if (answer.statusCode() != 200) throw new IOException(answer + ": " + answer.body());
        return true;
    }

    /**
     * Waits until the job is over, and answers it. Looks twice a second, and often only near the
     * end: a look is work for the machine that encodes.
     */
    public JsonNode await(long job) throws IOException, InterruptedException {
        while (true) {
            var now = get("/api/jobs/" + job);
            switch (now.path("status").asString()) {
                case "completed", "error", "cancelled" -> {
                    return now;
                }
                default -> Thread.sleep(now.path("progress").asDouble(0) < 90 ? 500 : 20);
            }
        }
    }

    private JsonNode send(String path, Object body, String bearer)
            throws IOException, InterruptedException {
        var json = BodyPublishers.ofString(JSON.writeValueAsString(body));
        return ask(authorised(path, bearer).header("Content-Type", "application/json").POST(json));
    }

    private HttpRequest.Builder authorised(String path, String bearer) {
        var request = HttpRequest.newBuilder(api.resolve(path));
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException(answer + ": " + answer.body());
        return JSON.readTree(answer.body());
    }
}
