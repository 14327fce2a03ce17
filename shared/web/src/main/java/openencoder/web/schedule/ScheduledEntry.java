package openencoder.web.schedule;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import openencoder.web.http.Json;
import openencoder.web.priming.SnapStart;
import openencoder.web.priming.SnapshotAware;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.context.support.GenericApplicationContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Where a schedule enters a function. The event says nothing that a pass needs to know. */
public abstract class ScheduledEntry implements RequestStreamHandler {
    /** What was begun may take so long to end. */
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private final Pass pass;
    private final SnapStart snapStart;

    /**
     * @param beans the function's own, among them a {@link Pass}
     * @param connections closed before a snapshot, opened again in each copy
     */
    protected ScheduledEntry(BeanRegistrar beans, SnapshotAware connections) {
        var context = new GenericApplicationContext();
        context.register(beans);
        context.refresh();
        pass = context.getBean(Pass.class);
        snapStart = SnapStart.unprimed(List.of(connections));
        snapStart.register();
    }

    @Override
    public final void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        var function = context.getFunctionName();
        var time = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        try {
            var done = pass.run(time);
            publish(done, function);
            answer.write(done.json());
        } catch (IncompletePass failed) {
            publish(failed.done(), function);
            throw failed;
        }
    }

    private static void publish(PassReport done, String function) {
        if (done.isNothing()) return;
        var line = Json.write(done.metricLine(function, System.currentTimeMillis()));
        System.out.println(new String(line, StandardCharsets.UTF_8));
    }
}
