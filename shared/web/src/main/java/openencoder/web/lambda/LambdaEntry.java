package openencoder.web.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import openencoder.account.UserRepository;
import openencoder.web.auth.PrimingTokens;
import openencoder.web.http.DeclaredRoute;
import openencoder.web.priming.Priming;
import openencoder.web.priming.PrimingRequest;
import openencoder.web.priming.SnapStart;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RouterFunction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where Lambda enters a function with an event of API Gateway's HTTP API, payload 2.0. Everything
 * is built in the constructor, so that the first request finds it ready; with SnapStart, the
 * function is also primed before the snapshot.
 */
public abstract class LambdaEntry implements RequestStreamHandler {
    private final SpringContainer container;
    private final SnapStart snapStart;

    /**
     * @param beans the function's own, among them {@link WebSettings}, {@link RouterFunction}s, a
     *     {@link UserRepository}, a {@link SecretReader}, {@link openencoder.web.http.Outages} and
     *     an {@link InstantSource}
     * @param primed sent before a snapshot, besides every GET
     */
    protected LambdaEntry(BeanRegistrar beans, PrimingRequest... primed) {
        this(beans, _ -> true, primed);
    }

    /**
     * @param cheap which of the GETs may be sent many times before a snapshot
     */
    protected LambdaEntry(
            BeanRegistrar beans, Predicate<DeclaredRoute> cheap, PrimingRequest... primed) {
        container = new SpringContainer(beans, new WebBeans());
        container.start();
        var tokens =
                new PrimingTokens(
                        container.bean(WebSettings.class), container.bean(InstantSource.class));
        var requests = Stream.concat(gets(cheap), Stream.of(primed)).toList();
        var priming = new Priming(container, () -> twin(beans, tokens), tokens::token, requests);
        snapStart = new SnapStart(priming, container.beans(SnapshotAware.class));
        snapStart.register();
    }

    private static SpringContainer twin(BeanRegistrar beans, PrimingTokens tokens) {
        var web = new WebBeans(context -> tokens.authenticator(context.bean(UserRepository.class)));
        var twin = new SpringContainer(beans, web);
        twin.start();
        return twin;
    }

    private Stream<PrimingRequest> gets(Predicate<DeclaredRoute> cheap) {
        return endpoints().stream()
                .filter(endpoint -> endpoint.method().equals(HttpMethod.GET))
                .filter(cheap)
                .map(endpoint -> PrimingRequest.get(endpoint.path().replace("{id}", "1")));
    }

    /** What is to happen around snapshots besides what its beans do. */
    protected final void aroundSnapshots(SnapshotAware connections) {
        snapStart.add(connections);
    }

    /** The hooks, for who holds this function and for tests. */
    public final SnapStart snapStart() {
        return snapStart;
    }

    /** What this function answers, and to whom. */
    public final List<DeclaredRoute> endpoints() {
        return container.beans(RouterFunction.class).stream()
                .<DeclaredRoute>mapMulti((routes, each) -> DeclaredRoute.of(routes).forEach(each))
                .toList();
    }

    @Override
    public final void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        container.proxyStream(event, answer, context);
    }
}
