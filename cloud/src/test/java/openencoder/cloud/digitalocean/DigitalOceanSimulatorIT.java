package openencoder.cloud.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.cloud.digitalocean.host.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;

class DigitalOceanSimulatorIT {

    private static final String USER_DATA =
            """
            #cloud-config
            write_files:
              - path: /etc/systemd/system/sleeper.service
                content: |
                  [Service]
                  ExecStart=/bin/sh -c "echo up >> /var/starts; sleep 600"
                  Restart=always
            runcmd:
              - [mkdir, -p, var]
            """;

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private DigitalOceanSimulator ocean;

    @BeforeEach
    void start() throws IOException {
        ocean =
                DigitalOceanSimulator.start(
                        folder, SimulatorSettings.standard().withBootTime(Duration.ofMillis(10)));
    }

    @AfterEach
    void stop() {
        ocean.close();
        http.close();
    }

    @Test
    void a_droplet_boots_from_its_user_data_and_ends_when_it_is_deleted() throws Exception {
        long id = create();
        Await.until(() -> Files.exists(disk(id).resolve("var/starts")));
        assertThat(droplet(id).at("/status").asString()).isEqualTo("active");
        assertThat(droplet(id).at("/networks/v4/0/ip_address").asString()).isEqualTo("127.0.0.1");
        var processes = ocean.processes();
        assertThat(processes).hasSize(1);
        var children = processes.getFirst().descendants().toList();
        assertThat(children).isNotEmpty();

        assertThat(call("DELETE", "/v2/droplets/" + id, "").statusCode()).isEqualTo(204);
        assertThat(ocean.processes()).isEmpty();
        for (var child : children) assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(disk(id)).doesNotExist();
        assertThat(call("GET", "/v2/droplets/" + id, "").statusCode()).isEqualTo(404);
        assertThat(ocean.bill().total()).isEqualTo("0.01");
    }

    @Test
    void a_droplet_boots_without_a_call() throws Exception {
        create();
        Await.until(() -> !ocean.processes().isEmpty());
    }

    @Test
    void droplets_run_again_after_a_restart_of_the_stack() throws Exception {
        long id = create();
        Await.until(() -> Files.exists(disk(id).resolve("var/starts")));
        var token = ocean.token();
        ocean.close();
        assertThat(ocean.processes()).isEmpty();
        start();
        assertThat(ocean.token()).isEqualTo(token);
        Await.until(() -> Files.readAllLines(disk(id).resolve("var/starts")).size() == 2);
        assertThat(droplet(id).at("/status").asString()).isEqualTo("active");
    }

    @Test
    void a_lost_answer_is_a_connection_that_closes() throws Exception {
        ocean.faults(SimulatorFaults.none().with(FaultKind.CREATE_UNANSWERED, 1));
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        ocean.faults(SimulatorFaults.none());
        assertThat(body(call("GET", "/v2/droplets", "")).at("/meta/total").asInt()).isEqualTo(1);
    }

    @Test
    void a_scripted_answer_takes_the_place_of_one_answer() throws Exception {
        var paths = new CopyOnWriteArrayList<String>();
        ocean.observe(request -> paths.add(request.path()));
        ocean.script(ScriptedAnswer.of(503, "").afterCarryingOut(), ScriptedAnswer.of(404, "?"));
        var order = SimulatorJson.MAPPER.writeValueAsString(SimulatorFixture.order("name", "one"));

        assertThat(call("POST", "/v2/droplets", order).statusCode()).isEqualTo(503);
        assertThat(call("GET", "/v2/droplets", "").body()).isEqualTo("?");
        assertThat(body(call("GET", "/v2/droplets", "")).at("/meta/total").asInt()).isEqualTo(1);
        assertThat(paths).hasSize(3).containsOnly("/v2/droplets");
    }

    @Test
    void answers_carry_the_headers_of_the_real_one() throws Exception {
        var answer = call("GET", "/v2/droplets?tag_name=openencoder%3Alocal&per_page=200", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        var headers = answer.headers();
        assertThat(headers.firstValue("content-type")).hasValue("application/json; charset=utf-8");
        assertThat(headers.firstValue("ratelimit-limit")).hasValue("5000");
        assertThat(headers.firstValue("ratelimit-remaining")).hasValue("4999");
        assertThat(headers.firstValue("ratelimit-reset")).isPresent();
        assertThat(headers.firstValue("x-request-id")).isPresent();
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_refused() throws Exception {
        var answer = call("POST", "/v2/droplets", " ".repeat(1024 * 1024 + 1));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(body(answer).at("/request_id").asString())
                .isEqualTo(answer.headers().firstValue("x-request-id").orElseThrow());
    }

    @Test
    void the_account_is_its_owners_only_to_read() throws Exception {
        assertThat(Files.getPosixFilePermissions(folder.resolve("account.json"))).hasSize(2);
        var stranger =
                HttpRequest.newBuilder(ocean.uri().resolve("/v2/account"))
                        .header("authorization", "Bearer " + "x".repeat(71))
                        .build();
        assertThat(http.send(stranger, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }

    private long create() throws Exception {
        var order = SimulatorFixture.order("name", "one", "user_data", USER_DATA);
        var answer = call("POST", "/v2/droplets", SimulatorJson.MAPPER.writeValueAsString(order));
        assertThat(answer.statusCode()).isEqualTo(202);
        return body(answer).at("/droplet/id").asLong();
    }

    private JsonNode droplet(long id) throws Exception {
        return body(call("GET", "/v2/droplets/" + id, "")).at("/droplet");
    }

    private HttpResponse<String> call(String method, String target, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(ocean.uri().resolve(target))
                        .method(method, BodyPublishers.ofString(body))
                        .header("authorization", "Bearer " + ocean.token())
                        .header("content-type", "application/json")
                        .timeout(Duration.ofSeconds(20))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return SimulatorJson.MAPPER.readTree(answer.body());
    }

    private Path disk(long id) {
        return folder.resolve("droplets").resolve(Long.toString(id));
    }
}
