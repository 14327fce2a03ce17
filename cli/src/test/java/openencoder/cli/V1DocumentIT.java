package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every request that the document of the API's first version shows, as it stands there, in its
 * order. What the document leaves open is put in: ids in paths, and a preset's data.
 */
class V1DocumentIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ID = Pattern.compile(":(job_id|preset_id|id)");
    private static final String DATA = "<json string of ffmpeg preset data>";
    private static final String PRESET = "{\\\"raw\\\":[\\\"-c:v libx264\\\"]}";

    private record DocumentedRequest(String method, String path, String body) {
        static DocumentedRequest read(String text) {
            var lines = text.strip().split("\n", 2);
            var words = lines[0].split(" ");
            return new DocumentedRequest(words[0], words[1], lines.length > 1 ? lines[1] : "");
        }
    }

    private final Map<String, String> ids = new HashMap<>();
    private Optional<String> token = Optional.empty();

    @Test
    void every_request_of_the_document_works_as_written() throws Exception {
        for (var request : documented()) {
            var answer = send(request);
            note(request, answer);
        }

        assertThat(ids).containsOnlyKeys("job_id", "preset_id", "id");
    }

    private static List<DocumentedRequest> documented() throws IOException {
        try (var text = V1DocumentIT.class.getResourceAsStream("v1-requests.txt")) {
            var all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(all.split("\n\n")).map(DocumentedRequest::read).toList();
        }
    }

    private JsonNode send(DocumentedRequest request) throws Exception {
        var path = ID.matcher(request.path()).replaceAll(id -> ids.get(id.group(1)));
        var sent =
                HttpRequest.newBuilder(SharedStack.api().resolve(path))
                        .header("content-type", "application/json")
                        .method(
                                request.method(),
                                BodyPublishers.ofString(request.body().replace(DATA, PRESET)));
        token.ifPresent(bearer -> sent.header("authorization", "Bearer " + bearer));
        var answer = HTTP.send(sent.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(request + ": " + answer.body()).isEqualTo(200);
        return TestApi.json(answer);
    }

    private void note(DocumentedRequest request, JsonNode answer) {
        switch (request.method() + " " + request.path()) {
            case "POST /api/login" -> token = Optional.of(answer.get("token").asString());
            case "POST /api/jobs" -> ids.put("job_id", answer.get("id").asString());
            case "POST /api/machines" -> ids.put("id", answer.at("/machine/0/id").asString());
            case "POST /api/presets" -> ids.put("preset_id", answer.get("id").asString());
            default -> {}
        }
    }
}
