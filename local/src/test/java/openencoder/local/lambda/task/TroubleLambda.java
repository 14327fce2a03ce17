package openencoder.local.lambda.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function for tests: it does what its event, or its variable {@code TROUBLE}, says. */
public final class TroubleLambda {

    public TroubleLambda() throws InterruptedException {
        var trouble = System.getenv().getOrDefault("TROUBLE", "none");
        switch (trouble) {
            case "throw" -> throw new IllegalStateException("no table");
            case "hang" -> Thread.sleep(60_000);
            case "die" -> Runtime.getRuntime().halt(3);
            default -> System.out.println("started");
        }
    }

    public void handle(InputStream in, OutputStream out) throws IOException, InterruptedException {
        var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        switch (event) {
            case "\"throw\"" -> throw new IllegalArgumentException("no such film");
            case "\"hang\"" -> Thread.sleep(60_000);
            case "\"die\"" -> Runtime.getRuntime().halt(137);
            case "\"flood\"" -> out.write(new byte[7 * 1024 * 1024]);
            default -> out.write(told(event).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String told(String event) {
        return "[%s,\"%s\",\"%s\",\"%s\",\"%s\"]"
                .formatted(
                        event,
                        System.getenv("AWS_LAMBDA_FUNCTION_NAME"),
                        System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
                        System.getenv("_HANDLER"),
                        System.getenv("FILMS_TABLE"));
    }
}
