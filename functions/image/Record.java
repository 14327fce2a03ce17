import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Seconds that a function may take for priming, and to end. */
static final int LIMIT = 120;

/**
 * Records the AOT cache of a function: starts it as its image does, lets it be primed as SnapStart
 * does, sends it events, and ends it, upon which its JVM writes the cache. The Runtime API and AWS
 * are this program's, so that no network and no account is needed: every table is empty.
 *
 * <p>Arguments: the image's folder, the handler, the variables, and the events' files.
 */
void main(String... arguments) throws Exception {
    var folder = Path.of(arguments[0]).toAbsolutePath();
    var events = new LinkedBlockingQueue<byte[]>();
    for (var i = 3; i < arguments.length; i++)
        for (var times = 0; times < 20; times++)
            events.add(Files.readAllBytes(Path.of(arguments[i])));
    var cache = folder.resolve("function.aot");
    var done = new CountDownLatch(1);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> serve(exchange, events, done));
    server.start();
    var builder =
            new ProcessBuilder(folder.resolve("start").toString(), arguments[1])
                    .directory(folder.toFile())
                    .inheritIO();
    var given = builder.environment();
    environment(Path.of(arguments[2]), server.getAddress().getPort()).forEach(given::putIfAbsent);
    given.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort());
    given.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    given.put("_HANDLER", arguments[1]);
    given.put("LAMBDA_TASK_ROOT", folder.toString());
    given.put("FUNCTION_JVM", "-XX:AOTCacheOutput=" + cache);
    var function = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(function::destroyForcibly));
    for (var seconds = 0; !done.await(1, TimeUnit.SECONDS); seconds++)
        if (!function.isAlive() || seconds == LIMIT)
            throw new IllegalStateException(
                    "The function did not come through priming and events.");
    function.destroy();
    if (!function.waitFor(LIMIT, TimeUnit.SECONDS))
        throw new IllegalStateException("The function does not end.");
    server.stop(0);
    if (!Files.exists(cache)) throw new IllegalStateException("No cache was written: " + cache);
    IO.println("%s: %.1f MB".formatted(cache, Files.size(cache) / 1e6));
    System.exit(0);
}

private static Map<String, String> environment(Path file, int port) throws Exception {
    var variables = new Properties();
    try (var text = Files.newBufferedReader(file)) {
        variables.load(text);
    }
    var environment = new HashMap<String, String>();
    variables.forEach((name, value) -> environment.put(name.toString(), value.toString()));
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + port);
    for (var service : List.of("DYNAMODB", "SQS", "S3"))
        environment.put("AWS_ENDPOINT_URL_" + service, "http://127.0.0.1:" + port);
    var keys = keys();
    environment.put("VERIFICATION_KEYS", keys);
    environment.put("SIGNING_KEYS", keys);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "recording");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
    return environment;
}

private static String keys() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = (RSAPublicKey) generator.generateKeyPair().getPublic();
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var modulus = key.getModulus().toByteArray();
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"recording\",\"n\":\"%s\",\"e\":\"AQAB\"}]}"
            .formatted(encoder.encodeToString(modulus));
}

private static void serve(
        HttpExchange exchange, LinkedBlockingQueue<byte[]> events, CountDownLatch done)
        throws IOException {
    try (exchange) {
        exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getPath();
        if (path.endsWith("/runtime/restore/next")) send(exchange, 200, new byte[0]);
        else if (path.endsWith("/runtime/invocation/next")) next(exchange, events, done);
        else if (path.contains("/runtime/")) send(exchange, 202, new byte[0]);
        else if (exchange.getRequestHeaders().containsKey("X-Amz-Target"))
            send(exchange, 200, "{}".getBytes());
        else send(exchange, 404, new byte[0]);
    }
}

private static void next(
        HttpExchange exchange, LinkedBlockingQueue<byte[]> events, CountDownLatch done)
        throws IOException {
    var event = events.poll();
    if (event == null) {
        done.countDown();
        // Never answered: the client asks until it is ended.
        LockSupport.park();
        return;
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", "recording");
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
    headers.set(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:000000000000:function:recording");
    send(exchange, 200, event);
}

private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders()
            .putIfAbsent("Content-Type", List.of("application/x-amz-json-1.0"));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) exchange.getResponseBody().write(body);
}
