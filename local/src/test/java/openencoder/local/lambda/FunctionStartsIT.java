package openencoder.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.template.FunctionResource;
import openencoder.local.lambda.Launch.Kind;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The presets function's zip, as SnapStart starts it and as its image does, without any network.
 */
class FunctionStartsIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String HANDLER = "openencoder.presets.PresetsLambda";
    private static final Duration PLENTY = Duration.ofMinutes(3);

    /** The public half of a key whose private half was not kept. */
    private static final String KEYS =
            "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"e\":\"AQAB\",\"n\":\""
                    + "mTFUxQ1QDQjNJsiIDMct7OAEFSXdi6mKZb2AQ7cO2IYM1RhAQyQjTOv_glx1Bw5S5wyIRA"
                    + "YuVPKE3QnCiCiCoTSdGbaAkPQBZUErQw7SiuGlNPqfR7t16jWQYwSPDyLKuSYB6qVdHC_t"
                    + "kM3mlQzJuQkzQB5ZfhdAw9gRoIsF3ZhQKaJQZInwrK6K2bZtp-Wi2szFKPQ-jIyYwX-fZ5"
                    + "N3hBJpWgIzjdgXk1m0ah6NWjo1PIl7HNrJo6yepL3IpilqJq3FnlWnP_Mzw7gFPsgMRRFP"
                    + "ZJPLx8FUjHfBm1WVUEEJptu1997zdyfumdBQniXHSnr0PXJA6zwWDpVRTSUlaQ"
                    + "\"}]}";

    @TempDir Path folder;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void the_hooks_of_snapstart_run_where_nothing_answers_and_the_event_is_answered() {
        assertThat(invoke(Kind.SNAP_START, folder.resolve("task"), Map.of()))
                .contains("\"statusCode\":401", "token.missing");
        assertThat(log.toString(UTF_8)).contains("Ready for a snapshot");
    }

    @Test
    @Tag("campaign")
    void an_image_starts_from_the_cache_that_was_made_with_it() throws Exception {
        var image = Files.createDirectories(folder.resolve("image"));
        make(image);
        // without the cache, this one would not start
        var strict = Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
        assertThat(invoke(Kind.IMAGE, image, strict)).contains("\"statusCode\":401");
    }

    private void make(Path image) throws IOException, InterruptedException {
        var make =
                new ProcessBuilder(
                        ROOT.resolve("functions/image/make").toString(),
                        zip().toString(),
                        FunctionRun.client(ROOT).toString(),
                        HANDLER,
                        image.toString());
        make.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = make.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private String invoke(Kind kind, Path task, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
        environment.put("AWS_ACCESS_KEY_ID", "id");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        environment.put("USERS_TABLE", "users");
        environment.put("PRESETS_TABLE", "presets");
        environment.put("COUNTERS_TABLE", "counters");
        environment.put("VERIFICATION_KEYS", KEYS);
        var function =
                new FunctionResource("PresetsFunction", zip(), HANDLER, 1769, PLENTY, Map.of());
        var run =
                new FunctionRun(function, FunctionRun.client(ROOT), task, PLENTY, Launch.of(kind));
        return new String(run.invoke(event(), environment, log, _ -> {}).response(), UTF_8);
    }

    private static Path zip() {
        return ROOT.resolve("functions/presets/target/presets.zip");
    }

    private static byte[] event() {
        return """
        {"version": "2.0", "routeKey": "$default", "rawPath": "/api/presets",
         "rawQueryString": "", "headers": {}, "isBase64Encoded": false,
         "requestContext": {"stage": "$default", "requestId": "1",
          "http": {"method": "GET", "path": "/api/presets", "sourceIp": "192.0.2.1"}}}\
        """
                .getBytes(UTF_8);
    }
}
