package openencoder.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.web.testing.ApiDescription;
import openencoder.web.testing.DocumentedRoutes;
import openencoder.web.testing.HostileRequest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The embedded stack over real HTTP, with everything that was built. */
class AttackedStackIT {
    private static final Path FOLDER = Path.of("target", "attacked");
    private static final int REQUESTS = Integer.getInteger("fuzz.http.requests", 300);
    private static final Duration JOB_LIMIT = Duration.ofMinutes(1);
    private static final byte[] NOTHING = new byte[0];

    private static RunningStack stack;
    private static RawHttp http;

    @BeforeAll
    static void start() throws Exception {
        stack = RunningStack.start(FOLDER);
        http = new RawHttp(stack.api());
        register("admin@example.com", "an admin's password");
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    @Test
    void twenty_wrong_passwords_lock_an_account_here_and_its_user_gets_in_from_elsewhere()
            throws Exception {
        register("locked@example.com", "right password");
        for (var i = 0; i < 20; i++)
            assertThat(logIn("127.0.0.1", "locked@example.com", "wrong").status()).isEqualTo(401);

        var locked = logIn("127.0.0.1", "locked@example.com", "right password");

        assertThat(locked.status()).isEqualTo(429);
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(800, 900);
        assertThat(logIn("127.0.0.2", "locked@example.com", "right password").status())
                .isEqualTo(200);
        assertThat(logIn("127.0.0.1", "admin@example.com", "an admin's password").status())
                .isEqualTo(200);
    }

    @Test
    void no_request_breaks_the_api() throws Exception {
        var routes = List.copyOf(new DocumentedRoutes(RunningStack.ROOT).all());
        var token = token("admin@example.com", "an admin's password");
        var description = ApiDescription.of(RunningStack.ROOT);
        var random = new Random(1);
        var objections = new ArrayList<String>();
        for (var sent = 0; sent < REQUESTS; ) {
            var request = HostileRequest.draw(routes, () -> token, random);
            if (!reachesTheGateway(request.target()) || request.target().endsWith("logout"))
                continue;
            sent++;
            var answer =
                    http.send(
                            request.method(), request.target(), request.headers(), request.body());
            objection(answer, request.method(), description)
                    .map(what -> what + " after " + shown(request))
                    .ifPresent(objections::add);
        }
        assertThat(objections).isEmpty();
    }

    /** What {@link LogsIT} then looks for in every log. */
    @Test
    void secrets_are_used_wherever_they_can_be() throws Exception {
        register("canary@example.com", Canary.PASSWORD);
        logIn("127.0.0.1", "canary@example.com", Canary.WRONG_PASSWORD);
        logIn("127.0.0.1", Canary.PASSWORD_AS_NAME, Canary.PASSWORD);
        send("GET", "/api/me?password=" + Canary.PASSWORD_IN_QUERY, Canary.TOKEN, "");
        send("POST", "/api/login", "", "{\"username\":\"a\",\"password\":\"" + Canary.PASSWORD);
        send("POST", "/api/login", "", "{\"password\":{\"a\":\"" + Canary.PASSWORD + "\"}}");
        var token = token("canary@example.com", Canary.PASSWORD);
        var changed =
                send(
                        "POST",
                        "/api/update-password",
                        token,
                        "{\"current_password\":\"%s\",\"new_password\":\"%s\"}"
                                .formatted(Canary.PASSWORD, Canary.NEW_PASSWORD));
        var fresh = json(changed).path("token").asString();
        assertThat(send("GET", "/api/me", token, "").status()).isEqualTo(401);

        var upload = json(send("POST", "/api/uploads", fresh, "{\"filename\":\"poem.mp4\"}"));
        var link = URI.create(upload.path("url").asString());
        assertThat(link.getRawQuery()).contains("X-Amz-Signature=");
        var put = new RawHttp(link).send("PUT", target(link), Map.of(), "a poem".getBytes(UTF_8));
        assertThat(put.status()).isEqualTo(200);
        var tampered = target(link).replaceAll("Signature=.{8}", "Signature=00000000");
        new RawHttp(link).send("PUT", tampered, Map.of(), "a poem".getBytes(UTF_8));

        var job = failedJob(fresh, upload.path("source").asString());
        assertThat(job.path("error").path("code").asString()).startsWith("source.");
        send("GET", "/api/jobs/%d/outputs".formatted(job.path("id").asLong()), fresh, "");
        assertThat(send("POST", "/api/logout", fresh, "").status()).isEqualTo(200);
    }

    private static JsonNode failedJob(String token, String source) throws Exception {
        var order =
                "{\"preset\":\"h264_baseline_360p_600\",\"source\":\"%s\",\"dest\":\"s3:///out/\"}"
                        .formatted(source);
        var id = json(send("POST", "/api/jobs", token, order)).path("id").asLong();
        var end = System.nanoTime() + JOB_LIMIT.toNanos();
        while (true) {
            var job = json(send("GET", "/api/jobs/" + id, token, ""));
            if (job.path("status").asString().equals("error")) return job;
            assertThat(System.nanoTime()).as(job.toString()).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static Optional<String> objection(
            RawHttp.Answer answer, String method, ApiDescription description) {
        if (answer.status() == RawHttp.NONE) return Optional.of("no answer");
        if (answer.status() >= 500) return Optional.of("status " + answer.status());
        if (answer.header("X-Request-Id") == null) return Optional.of("no request id in " + answer);
        if (answer.status() < 400 || method.equals("HEAD")) return Optional.empty();
        if (!"application/problem+json".equals(answer.header("Content-Type")))
            return Optional.of(answer.status() + " as " + answer.header("Content-Type"));
        var objections = description.problemObjections(JsonMapper.shared().readTree(answer.body()));
        return objections.isEmpty() ? Optional.empty() : Optional.of(objections.toString());
    }

    private static String shown(HostileRequest request) {
        var target = request.target();
        return "%s %s %s"
                .formatted(
                        request.method(),
                        target.substring(0, Math.min(100, target.length())),
                        request.headers().keySet());
    }

    /** The JDK's server refuses the others itself, as API Gateway does. */
    private static boolean reachesTheGateway(String target) {
        try {
            return new URI(target).getRawFragment() == null
                    && target.startsWith("/")
                    && !target.startsWith("//")
                    && target.chars().allMatch(c -> c > ' ' && c < 127);
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static void register(String username, String password) throws IOException {
        var answer = send("POST", "/api/register", "", credentials(username, password));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String token(String username, String password) throws IOException {
        return json(logIn("127.0.0.1", username, password)).path("token").asString();
    }

    private static RawHttp.Answer logIn(String from, String username, String password)
            throws IOException {
        var type = Map.of("content-type", "application/json");
        var body = credentials(username, password).getBytes(UTF_8);
        return http.send(from, "POST", "/api/login", type, body);
    }

    private static String credentials(String username, String password) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of("username", username, "password", password));
    }

    private static RawHttp.Answer send(String method, String target, String token, String body)
            throws IOException {
        var headers =
                Map.of("content-type", "application/json", "authorization", "Bearer " + token);
        return http.send(method, target, headers, body.isEmpty() ? NOTHING : body.getBytes(UTF_8));
    }

    private static JsonNode json(RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String target(URI link) {
        return link.getRawPath() + "?" + link.getRawQuery();
    }
}
