package openencoder.cli.api;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** The HTTP API, from a client's side. */
public final class ApiClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(35);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final Map<String, String> headers = new HashMap<>();

    public ApiClient(URI base) {
        this.base = base;
    }

    /** Sends this token with every later request. */
    public ApiClient withToken(String token) {
        headers.put("Authorization", "Bearer " + token);
        return this;
    }

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public JsonNode post(String path, Object body) {
        var json = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        return send(request(path).header("Content-Type", "application/json").POST(json));
    }

    /**
     * Puts a file behind a presigned link.
     *
     * @param sent told the bytes sent so far
     */
    public void upload(Path file, URI link, LongConsumer sent) {
        try {
            var body = new CountingBody(BodyPublishers.ofFile(file), sent);
            var answer =
                    http.send(
                            HttpRequest.newBuilder(link).PUT(body).build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2)
                throw new ApiProblem(
                        answer.statusCode(),
                        "The storage refused the film with status %d."
                                .formatted(answer.statusCode()),
                        null);
        } catch (IOException failed) {
            throw new ApiProblem(0, "The film could not be sent: " + reason(failed), failed);
        } catch (InterruptedException failure) {
            throw interrupted(failure);
        }
    }

    /** Fetches what is behind a presigned link; the file appears when it is whole. */
    public void download(URI link, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var part = file.resolveSibling(file.getFileName() + ".part");
            var answer = http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofFile(part));
            if (answer.statusCode() != 200) {
                Files.deleteIfExists(part);
                throw new ApiProblem(
                        answer.statusCode(),
                        "The storage gave no %s but status %d."
                                .formatted(file.getFileName(), answer.statusCode()),
                        null);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException failure) {
            throw interrupted(failure);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_LIMIT);
        headers.forEach(request::header);
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2)
                throw new ApiProblem(answer.statusCode(), message(answer), null);
            return JSON.readTree(answer.body());
        } catch (IOException failed) {
            throw new ApiProblem(
                    0, "The API at %s does not answer: %s".formatted(base, reason(failed)), failed);
        } catch (JacksonException unreadable) {
            throw new ApiProblem(
                    0, "What answers at %s is no Open Encoder API.".formatted(base), unreadable);
        } catch (InterruptedException failure) {
            throw interrupted(failure);
        }
    }

    private String message(HttpResponse<String> answer) {
        try {
            var message = JSON.readTree(answer.body()).path("message").asString("");
            if (!message.isEmpty()) return message;
        } catch (JacksonException _) {
            // Not from our API, then: the status is all there is to tell.
        }
        return "The API at %s answered with status %d.".formatted(base, answer.statusCode());
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static ApiProblem interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ApiProblem(0, "Interrupted.", e);
    }
}
