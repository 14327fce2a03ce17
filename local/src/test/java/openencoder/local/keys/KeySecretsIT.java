package openencoder.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import openencoder.aws.client.AwsClients;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class KeySecretsIT {

    private final Map<String, String> secrets = new HashMap<>();
    private final List<String> written = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_first_keys_are_put_into_empty_secrets_and_then_rotated_public_ones_first() {
        var environment =
                Map.of(
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
                        "AWS_REGION", "eu-central-1",
                        "AWS_ACCESS_KEY_ID", "AKID",
                        "AWS_SECRET_ACCESS_KEY", "secret");
        try (var aws = new AwsClients(environment)) {
            var place = new KeySecrets(aws, "signing", "verification");
            assertThat(place.read()).isEmpty();

            place.write(KeySets.fresh());
            var first = place.read().orElseThrow();
            place.write(first.rotated(Instant.EPOCH));

            assertThat(place.read().orElseThrow().verification()).hasSize(2);
            assertThat(written)
                    .containsExactly("verification", "signing", "verification", "signing");
            assertThat(secrets.get("verification")).doesNotContain("\"d\"");
        }
    }

    // As docs.aws.amazon.com/secretsmanager/latest/apireference describes the two calls.
    private void answer(HttpExchange exchange) throws IOException {
        var request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        var id = request.get("SecretId").asString();
        var answer = new HashMap<String, String>(Map.of("ARN", id, "Name", id));
        var status = 200;
        if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(".PutSecretValue")) {
            secrets.put(id, request.get("SecretString").asString());
            written.add(id);
        } else if (secrets.containsKey(id)) {
            answer.put("SecretString", secrets.get(id));
        } else {
            status = 400;
            answer.put("__type", "ResourceNotFoundException");
        }
        var body = JsonMapper.shared().writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
