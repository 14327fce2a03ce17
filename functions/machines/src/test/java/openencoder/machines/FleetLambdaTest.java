package openencoder.machines;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class FleetLambdaTest {
    @TempDir Path folder;

    @Test
    void as_long_as_no_provider_is_configured_a_pass_does_nothing_quietly() throws IOException {
        var token = Files.writeString(folder.resolve("token"), "\n");
        var answer = new ByteArrayOutputStream();

        lambda(token).handleRequest(new ByteArrayInputStream(new byte[0]), answer, context());

        assertThat(answer.toString(UTF_8))
                .isEqualTo(
                        """
                        {"working":0,"cost_per_hour":0.0000,"ordered":0,"drained":0,"deleted":0,\
                        "replaced":0,"orphans_deleted":0}\
                        """);
    }

    private static FleetLambda lambda(Path token) {
        return new FleetLambda(
                Map.ofEntries(
                        Map.entry("AWS_REGION", "eu-central-1"),
                        Map.entry("AWS_ACCESS_KEY_ID", "id"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
                        Map.entry("DEPLOYMENT", "test"),
                        Map.entry("MACHINES_TABLE", "machines"),
                        Map.entry("JOBS_TABLE", "jobs"),
                        Map.entry("COUNTERS_TABLE", "counters"),
                        Map.entry("WORKERS_TABLE", "workers"),
                        Map.entry("JOBS_QUEUE_URL", "http://127.0.0.1:9/jobs"),
                        Map.entry("SOURCE_BUCKET", "source"),
                        Map.entry("DESTINATION_BUCKET", "destination"),
                        Map.entry("ARTIFACTS_BUCKET", "artifacts"),
                        Map.entry("WORKER_ROLE_ARN", "arn:aws:iam::1:role/worker"),
                        Map.entry("DIGITALOCEAN_TOKEN", token.toUri().toString()),
                        Map.entry("DIGITALOCEAN_IMAGE", "ubuntu-24-04-x64")));
    }

    private static Context context() {
        return (Context)
                Proxy.newProxyInstance(
                        Context.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (_, method, _) ->
                                switch (method.getName()) {
                                    case "getFunctionName" -> "fleet";
                                    case "getRemainingTimeInMillis" -> 50_000;
                                    default -> throw new AssertionError(method);
                                });
    }
}
