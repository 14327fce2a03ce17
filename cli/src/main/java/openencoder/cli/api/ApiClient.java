package openencoder.cli.api;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The HTTP API, from a client's side. */
public final class ApiClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(35);
    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final TokenSource tokens;
    private final Thread renewals;

    /**
     * @param tokens asked before each request, and each minute, so that a token outlives a long
     *     transfer
     */
    public ApiClient(URI base, TokenSource tokens) {
        this.base = base;
        this.tokens = tokens;
        renewals = Thread.ofVirtual().start(this::renew);
    }

    private void renew() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_RENEWALS);
                tokens.token(http);
            }
        } catch (InterruptedException _) {
            // The client is closed.
        }
    }

    public URI base() {
        return base;
    }

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public JsonNode post(String path, Object body) {
        return send(posting(path, body));
    }

    /**
     * @param key under which the same order makes nothing new
     */
    public JsonNode postOnce(String path, Object body, String key) {
        return send(posting(path, body).header("Idempotency-Key", key));
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
                        "",
                        "The storage refused the film with status %d."
                                .formatted(answer.statusCode()),
                        null);
        } catch (FileNotFoundException gone) {
            throw new ApiProblem(400, "", "%s cannot be read.".formatted(file), gone);
        } catch (IOException failed) {
            throw new ApiProblem(0, "", "The film could not be sent: " + reason(failed), failed);
        } catch (InterruptedException failure) {
            throw interrupted(failure);
        }
    }

    /**
     * Fetches what is behind a presigned link; the file appears when it is whole and what it was
     * said to be.
     *
     * @param got told the bytes fetched so far
     * @throws WriteFailed if the file cannot be written; nothing of it is left then
     */
    public void download(Download wanted, Path file, LongConsumer got) {
        try (var arriving = new ArrivingFile(file)) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(wanted.link()).build(),
                            BodyHandlers.ofInputStream());
            try (var content = answer.body()) {
                if (answer.statusCode() != 200)
                    throw new ApiProblem(
                            answer.statusCode(),
                            "",
                            "The storage gave no %s but status %d."
                                    .formatted(file.getFileName(), answer.statusCode()),
                            null);
                arriving.take(content, got);
            }
            if (!arriving.is(wanted.sha256()))
                throw new ApiProblem(
                        0, "", "%s did not arrive whole.".formatted(file.getFileName()), null);
            arriving.keep();
        } catch (IOException failed) {
            throw new ApiProblem(
                    0,
                    "",
                    "%s could not be fetched: %s".formatted(file.getFileName(), reason(failed)),
                    failed);
        } catch (InterruptedException failure) {
            throw interrupted(failure);
        }
    }

    /**
     * Something to be fetched.
     *
     * @param sha256 in hexadecimal; empty if it is not known
     */
    public record Download(URI link, String sha256) {}

    @Override
    public void close() {
        renewals.interrupt();
        http.shutdownNow();
    }

    private HttpRequest.Builder posting(String path, Object body) {
        var json = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        return request(path).header("Content-Type", "application/json").POST(json);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_LIMIT);
        tokens.token(http).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) throw problem(answer);
            return JSON.readTree(answer.body());
        } catch (IOException failed) {
            throw new ApiProblem(
                    0,
                    "",
                    "The API at %s does not answer: %s".formatted(base, reason(failed)),
                    failed);
        } catch (JacksonException unreadable) {
            throw new ApiProblem(
                    404,
                    "",
                    "What answers at %s is no Open Encoder API.".formatted(base),
                    unreadable);
        } catch (InterruptedException failure) {
            throw interrupted(failure);
        }
    }

    private ApiProblem problem(HttpResponse<String> answer) {
        var status = answer.statusCode();
        try {
            var problem = JSON.readTree(answer.body());
            var message = problem.path("message").asString("");
            if (!message.isEmpty())
                return new ApiProblem(status, problem.path("code").asString(""), message, null);
        } catch (JacksonException _) {
            // Not from our API, then: the status is all there is to tell.
        }
        return new ApiProblem(
                status, "", "The API at %s answered with status %d.".formatted(base, status), null);
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    private static ApiProblem interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ApiProblem(0, "", "Interrupted.", e);
    }
}
