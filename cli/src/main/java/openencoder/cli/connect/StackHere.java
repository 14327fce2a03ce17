package openencoder.cli.connect;

import openencoder.cli.api.ApiClient;
import openencoder.cli.api.TokenSource;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The stack that {@code openencoder up} runs on a data folder; who may read its files may use it.
 */
final class StackHere implements TokenSource {

    private static final String ENDPOINTS = "endpoints.json";
    private static final int TIMEOUT_MILLIS = 500;

    private final Path file;
    private final URI api;

    private StackHere(Path file, URI api) {
        this.file = file;
        this.api = api;
    }

    /** Empty if none runs there; one that was killed leaves its file behind. */
    static Optional<StackHere> on(Path data) {
        var file = data.resolve(ENDPOINTS);
        return read(file)
                .map(found -> found.path("api").asString(""))
                .filter(api -> !api.isEmpty())
                .map(URI::create)
                .filter(StackHere::answers)
                .map(api -> new StackHere(file, api));
    }

    ApiConnection connection(String options) {
        return new ApiConnection(
                new ApiClient(api, this), "Using %s, which runs here".formatted(api), options);
    }

    /** The stack renews it in the file. */
    @Override
    public Optional<String> token(HttpClient http) {
        return read(file)
                .map(found -> found.path("token").asString(""))
                .filter(token -> !token.isEmpty());
    }

    private static Optional<JsonNode> read(Path file) {
        if (!Files.isReadable(file)) return Optional.empty();
        try {
            return Optional.of(JsonMapper.shared().readTree(Files.readString(file)));
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
    }

    private static boolean answers(URI api) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(api.getHost(), api.getPort()), TIMEOUT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
