package openencoder.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.web.LambdaEntry;
import openencoder.web.Route;

import org.junit.jupiter.api.DynamicTest;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every route of a function asked by nobody and by every role. */
public final class RoleMatrix {
    private RoleMatrix() {}

    /**
     * @param token of a user with the role
     */
    public static Stream<DynamicTest> of(LambdaEntry function, Function<Role, String> token) {
        return function.routes().routes().stream().flatMap(route -> tests(function, route, token));
    }

    private static Stream<DynamicTest> tests(
            LambdaEntry function, Route route, Function<Role, String> token) {
        var nobody = test(function, route, Optional.empty(), event -> event);
        var everybody =
                Arrays.stream(Role.values())
                        .map(
                                role ->
                                        test(
                                                function,
                                                route,
                                                Optional.of(role),
                                                event -> event.bearer(token.apply(role))));
        return Stream.concat(Stream.of(nobody), everybody);
    }

    private static DynamicTest test(
            LambdaEntry function, Route route, Optional<Role> role, Function<Event, Event> sender) {
        var name = route.name() + " by " + role.map(Role::wireName).orElse("nobody");
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    // an id that nothing has and a body that nobody takes: no route does anything
                    var target = route.path().replace("{id}", "999999");
                    var event = Event.of(route.method(), target).json("[]");
                    var status = sender.apply(event).sentTo(function).status();
                    assertThat(outcome(status)).isEqualTo(expected(route, role));
                });
    }

    private static String expected(Route route, Optional<Role> role) {
        var least = route.access().least();
        if (least.isEmpty()) return "let in";
        if (role.isEmpty()) return "401";
        return role.get().includes(least.get()) ? "let in" : "403";
    }

    private static String outcome(int status) {
        return status == 401 || status == 403 || status >= 500
                ? Integer.toString(status)
                : "let in";
    }
}
