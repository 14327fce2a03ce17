package openencoder.local.lambda.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A function for tests: it does what its event says. */
public final class EchoLambda {

    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final Map<String, String> environment;
    private boolean busy;

    public EchoLambda(Map<String, String> environment) {
        if (environment.containsKey("FAIL_INIT")) throw new IllegalStateException("init failed");
        this.environment = environment;
        INSTANCES.incrementAndGet();
    }

    public void handleRequest(InputStream in, OutputStream out, Context context)
            throws IOException, InterruptedException {
        if (busy) throw new IllegalStateException("two events at once");
        busy = true;
        var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (event.equals("throw")) {
            busy = false;
            throw new IllegalArgumentException("thrown");
        }
        if (event.equals("hang")) Thread.sleep(60_000);
        if (event.equals("rest")) Thread.sleep(600);
        var answer =
                "%s %s %s %s %s"
                        .formatted(
                                event,
                                environment.get("NAME"),
                                context.getAwsRequestId(),
                                context.getRemainingTimeInMillis() > 0,
                                INSTANCES.get());
        context.getLogger().log("echo");
        out.write(answer.getBytes(StandardCharsets.UTF_8));
        busy = false;
    }

    /** Stands for Lambda's own, which only a function's loader knows. */
    public interface Context {
        String getAwsRequestId();

        int getRemainingTimeInMillis();

        Logger getLogger();
    }

    /** See {@link Context}. */
    public interface Logger {
        void log(String line);
    }
}
