package openencoder.web;

import com.amazonaws.serverless.exceptions.ContainerInitializationException;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.springframework.beans.factory.BeanRegistrar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Where Lambda enters a function with an event of API Gateway's HTTP API, payload 2.0. Everything
 * is built in the constructor, so that the first request finds it ready.
 */
public abstract class LambdaEntry implements RequestStreamHandler {
    private final SpringContainer container;

    /**
     * @param beans the function's own, among them {@link WebSettings}, a {@link RouteTable}, a
     *     {@link openencoder.account.UserRepository}, a {@link SecretReader}, {@link Outages} and
     *     an {@link java.time.InstantSource}
     */
    protected LambdaEntry(BeanRegistrar beans) {
        container = new SpringContainer(beans);
        try {
            container.initialize();
        } catch (ContainerInitializationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What this function answers, and to whom. */
    public final RouteTable routes() {
        return container.bean(RouteTable.class);
    }

    @Override
    public final void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        container.proxyStream(event, answer, context);
    }
}
