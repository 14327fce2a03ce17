package openencoder.web.lambda;

import openencoder.account.UserRepository;
import openencoder.web.auth.Access;
import openencoder.web.http.BodyFields;
import openencoder.web.http.Call;
import openencoder.web.http.Outages;
import openencoder.web.http.Route;
import openencoder.web.http.RouteTable;
import openencoder.web.priming.Primed;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.Variables;
import openencoder.web.settings.WebSettings;
import openencoder.web.testing.Identity;

import org.springframework.beans.factory.BeanRegistry;

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
                    bean(beans, WebSettings.class, settings);
                    bean(beans, UserRepository.class, users);
                    bean(beans, InstantSource.class, clock);
                    bean(beans, SecretReader.class, _ -> "");
                    bean(beans, Outages.class, UncheckedIOException.class::isInstance);
                    bean(beans, Primed.class, () -> journal.accept("primed"));
                    bean(beans, RouteTable.class, new RouteTable(table(journal)));
                });
    }

    /**
     * @param journal is told what happens around snapshots, and who asks for {@code /admin}
     */
    public SmallFunction(UserRepository users, InstantSource clock, Consumer<String> journal) {
        this(Identity.environment(), users, clock, journal);
        aroundSnapshots(() -> journal.accept("disconnected"), () -> journal.accept("reconnected"));
    }

    private static <T> void bean(BeanRegistry beans, Class<T> type, T value) {
        beans.registerBean(type, bean -> bean.supplier(_ -> value));
    }

    private static List<Route> table(Consumer<String> journal) {
        return List.of(
                Route.get("/open", Access.ANYONE, _ -> Map.of("ok", true)),
                Route.get("/guest", Access.GUEST, Call::principal),
                Route.get("/operator", Access.OPERATOR, Call::principal),
                Route.get(
                        "/admin",
                        Access.ADMIN,
                        call -> {
                            journal.accept("admin asked by " + call.principal().username());
                            return call.principal();
                        }),
                Route.get("/things/{id}", Access.ANYONE, call -> Map.of("id", call.id("thing"))),
                Route.get("/page", Access.ANYONE, Call::page),
                Route.get("/flag", Access.ANYONE, call -> Map.of("flag", call.flag("flag"))),
                Route.post("/echo", Access.ANYONE, call -> call.body(SmallFunction::echo)),
                Route.get(
                        "/fail",
                        Access.ANYONE,
                        _ -> {
                            journal.accept("fail");
                            throw failure;
                        }));
    }

    private static Echo echo(BodyFields fields) {
        return new Echo(
                fields.text("text"),
                fields.optionalFlag("flag").orElse(false),
                fields.optionalJson("data").orElse(""));
    }
}
