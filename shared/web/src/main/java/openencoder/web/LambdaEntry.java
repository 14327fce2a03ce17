package openencoder.web;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import org.springframework.beans.factory.BeanRegistrar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where Lambda enters a function with an event of API Gateway's HTTP API, payload 2.0. Everything
 * is built in the constructor, so that the first request finds it ready; with SnapStart, it also
 * rehearses before the snapshot.
 */
public abstract class LambdaEntry implements RequestStreamHandler {
    private final SpringContainer container;
    private final SnapStart snapStart;

    /**
     * @param beans the function's own, among them {@link WebSettings}, a {@link RouteTable}, a
     *     {@link openencoder.account.UserRepository}, a {@link SecretReader}, {@link Outages} and
     *     an {@link java.time.InstantSource}
     * @param rehearsed asked before a snapshot, besides all that can be got
     */
    protected LambdaEntry(BeanRegistrar beans, HarmlessRequest... rehearsed) {
        this(beans, _ -> true, rehearsed);
    }

    /**
     * @param cheap which of the GETs may be asked many times before a snapshot
     */
    protected LambdaEntry(
            BeanRegistrar beans, Predicate<Route> cheap, HarmlessRequest... rehearsed) {
        container = new SpringContainer(beans, new WebBeans());
        container.start();
        var rehearsal = new Rehearsal(container, beans, cheap, List.of(rehearsed));
        snapStart = new SnapStart(rehearsal, container.beans(Perishable.class));
        snapStart.register();
    }

    /**
     * What is to happen besides what its beans do.
     *
     * @param before the snapshot, such as closing connections
     * @param after a copy was restored
     */
    protected final void aroundSnapshots(Runnable before, Runnable after) {
        snapStart.add(
                new Perishable() {
                    @Override
                    public void drop() {
                        before.run();
                    }

                    @Override
                    public void renew() {
                        after.run();
                    }
                });
    }

    SnapStart snapStart() {
        return snapStart;
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
