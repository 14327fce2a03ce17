package openencoder.web.lambda;

import static openencoder.web.auth.RequiredRole.ADMIN;
import static openencoder.web.auth.RequiredRole.ANYONE;
import static openencoder.web.auth.RequiredRole.GUEST;
import static openencoder.web.auth.RequiredRole.OPERATOR;
import static openencoder.web.auth.RequiredRole.ROLE;
import static openencoder.web.http.Parameters.QUERY;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.account.UserRepository;
import openencoder.web.auth.Principal;
import openencoder.web.http.BodyFields;
import openencoder.web.http.Outages;
import openencoder.web.http.Parameters;
import openencoder.web.http.Routes;
import openencoder.web.http.StrictJson;
import openencoder.web.priming.Primed;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.Variables;
import openencoder.web.settings.WebSettings;
import openencoder.web.testing.Identity;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A function with a route of each access, one that takes a body, and one that fails as told. */
public final class SmallFunction extends LambdaEntry {
    record Echo(String text, boolean flag, String data) {}

    /** What {@code GET /fail} throws next. */
    public static RuntimeException failure;

    public SmallFunction(UserRepository users, InstantSource clock) {
        this(Identity.environment(), users, clock);
    }

    public SmallFunction(
            Map<String, String> environment, UserRepository users, InstantSource clock) {
        this(environment, users, clock, _ -> {});
    }

    private SmallFunction(
            Map<String, String> environment,
            UserRepository users,
            InstantSource clock,
            Consumer<String> journal) {
        super(
                (beans, _) -> {
                    var settings = WebSettings.from(new Variables(environment));
                    Beans.value(beans, WebSettings.class, settings);
                    Beans.value(beans, UserRepository.class, users);
                    Beans.value(beans, InstantSource.class, clock);
                    Beans.value(beans, SecretReader.class, _ -> "");
                    Beans.value(beans, Outages.class, UncheckedIOException.class::isInstance);
                    Beans.value(beans, Primed.class, () -> journal.accept("primed"));
                    beans.registerBean(Routes.TYPE, bean -> bean.supplier(_ -> routes(journal)));
                });
    }

    /**
     * @param journal is told what happens around snapshots, and who asks for {@code /admin}
     */
    public SmallFunction(UserRepository users, InstantSource clock, Consumer<String> journal) {
        this(Identity.environment(), users, clock, journal);
        aroundSnapshots(
                SnapshotAware.of(
                        () -> journal.accept("disconnected"), () -> journal.accept("reconnected")));
    }

    private static RouterFunction<ServerResponse> routes(Consumer<String> journal) {
        return route().GET("/open", _ -> ok().body(Map.of("ok", true)))
                .withAttribute(ROLE, ANYONE)
                .GET("/guest", request -> ok().body(Principal.of(request)))
                .withAttribute(ROLE, GUEST)
                .GET("/operator", request -> ok().body(Principal.of(request)))
                .withAttribute(ROLE, OPERATOR)
                .GET("/admin", request -> admin(Principal.of(request), journal))
                .withAttribute(ROLE, ADMIN)
                .GET("/things/{id}", request -> ok().body(thing(request)))
                .withAttribute(ROLE, ANYONE)
                .GET("/page", request -> ok().body(Parameters.page(request)))
                .withAttribute(ROLE, ANYONE)
                .withAttribute(QUERY, List.of("page", "count"))
                .GET("/flag", request -> ok().body(flag(request)))
                .withAttribute(ROLE, ANYONE)
                .withAttribute(QUERY, List.of("flag"))
                .POST("/echo", request -> ok().body(StrictJson.read(request, SmallFunction::echo)))
                .withAttribute(ROLE, ANYONE)
                .GET("/fail", _ -> fail(journal))
                .withAttribute(ROLE, ANYONE)
                .build();
    }

    private static ServerResponse admin(Principal principal, Consumer<String> journal) {
        journal.accept("admin asked by " + principal.username());
        return ok().body(principal);
    }

    private static Map<String, Object> thing(ServerRequest request) {
        return Map.of("id", Parameters.id(request, "thing"));
    }

    private static Map<String, Object> flag(ServerRequest request) {
        return Map.of("flag", Parameters.flag(request, "flag"));
    }

    private static ServerResponse fail(Consumer<String> journal) {
        journal.accept("fail");
        throw failure;
    }

    private static Echo echo(BodyFields fields) {
        return new Echo(
                fields.text("text"),
                fields.optionalFlag("flag").orElse(false),
                fields.optionalJson("data").orElse(""));
    }
}
