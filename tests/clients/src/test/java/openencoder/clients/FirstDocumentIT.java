package openencoder.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** The example requests of the API's first document, word for word, against a running stack. */
class FirstDocumentIT {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String USER =
            """
            {
                "username": "foo@bar.com",
                "password": "baz"
            }
            """;
    private static final String JOB =
            """
            {
                "preset": "h264_baseline_360p_600",
                "source": "s3:///src/tears-of-steel-2s.mp4",
                "dest": "s3:///dst/tears-of-steel-2s/"
            }
            """;
    private static final String MACHINES =
            """
            {
            	"provider": "digitalocean",
            	"region": "sfo1",
            	"size": "s-1vcpu-1gb",
            	"count": 1
            }
            """;
    private static final String PRESET =
            """
            {
                "name": "preset name",
                "description": "preset description",
                "data": "<json string of ffmpeg preset data>",
                "active": true
            }
            """
                    // the one place where the document has a description instead of an example
                    .replace(
                            "<json string of ffmpeg preset data>",
                            "{\\\"raw\\\":[\\\"-c:v libx264\\\"]}");

    @TempDir private static Path folder;
    private static RunningStack stack;
    private static String token = "";

    // without a worker a job stays queued
    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stack = RunningStack.start(ROOT, folder, 0);
        assertThat(ask("POST", "/api/register", USER).path("message").asText())
                .isEqualTo("User registered");
        token = ask("POST", "/api/login", USER).path("token").asText();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (stack != null) stack.close();
    }

    @Test
    void jobs() throws Exception {
        assertThat(ask("POST", "/api/job", JOB).path("message").asText()).isEqualTo("Job created");
        var id = ask("POST", "/api/jobs", JOB).path("id").asText();
        assertThat(ask("GET", "/api/jobs", "").path("count").asInt()).isEqualTo(2);
        assertThat(ask("GET", "/api/jobs/" + id, "").path("guid").asText()).hasSize(20);
        var status = ask("GET", "/api/jobs/" + id + "/status", "");
        assertThat(status.path("job_status").asText()).isEqualTo("queued");
        assertThat(ask("POST", "/api/jobs/" + id + "/cancel", "").path("status").asInt())
                .isEqualTo(200);
        assertThat(ask("POST", "/api/jobs/" + id + "/restart", "").path("status").asInt())
                .isEqualTo(200);
    }

    @Test
    void machines() throws Exception {
        var rented = ask("POST", "/api/machines", MACHINES).path("machine").path(0);
        assertThat(rented.path("provider").asText()).isEqualTo("digitalocean");
        assertThat(ask("GET", "/api/machines", "").path("machines")).hasSize(1);
        var id = rented.path("id").asText();
        assertThat(ask("DELETE", "/api/machines/" + id, "").path("machine")).isEqualTo(rented);
        assertThat(ask("DELETE", "/api/machine", "").path("deleted").asBoolean()).isTrue();
        assertThat(ask("GET", "/api/machines/regions", "").path("regions")).isNotEmpty();
        assertThat(ask("GET", "/api/machines/sizes", "").path("sizes")).isNotEmpty();
    }

    @Test
    void presets() throws Exception {
        var id = ask("POST", "/api/presets", PRESET).path("id").asText();
        assertThat(ask("GET", "/api/presets", "").path("items")).isNotEmpty();
        assertThat(ask("GET", "/api/presets/" + id, "").path("status").asInt()).isEqualTo(200);
        assertThat(ask("PUT", "/api/presets/" + id, PRESET).path("id").asText()).isEqualTo(id);
        assertThat(ask("POST", "/api/preset/" + id, PRESET).path("id").asText()).isEqualTo(id);
    }

    private static JsonNode ask(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(stack.api().resolve(path))
                        .timeout(Duration.ofMinutes(1))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        // until what machines load is uploaded
        for (var i = 0; i < 60 && response.statusCode() == 503; i++) {
            Thread.sleep(1_000);
            response = HTTP.send(request, BodyHandlers.ofString());
        }
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }
}
