package openencoder.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.web.lambda.LambdaEntry;

import org.junit.jupiter.api.DynamicTest;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every route that is described of the paths that the template sends to a function, asked without a
 * token and by every role. Whom it should let in says the API's description; where that does not,
 * the matrix cannot be made.
 */
public final class RoleMatrix {
    private final DocumentedRoutes documents;
    private final LambdaEntry function;
    private final Function<Role, String> token;

    private RoleMatrix(
            DocumentedRoutes documents, LambdaEntry function, Function<Role, String> token) {
        this.documents = documents;
        this.function = function;
        this.token = token;
    }

    /**
     * @param token of a user with the role
     */
    public static Stream<DynamicTest> of(LambdaEntry function, Function<Role, String> token) {
        return of(DocumentedRoutes.ofTheProject(), function, token);
    }

    static Stream<DynamicTest> of(
            DocumentedRoutes documents, LambdaEntry function, Function<Role, String> token) {
        var matrix = new RoleMatrix(documents, function, token);
        return documents.of(function.getClass()).stream().flatMap(matrix::tests);
    }

    private Stream<DynamicTest> tests(String route) {
        var least = documents.decisionOn(route);
        var stranger = test(route, least, Optional.empty());
        var users = Arrays.stream(Role.values()).map(r -> test(route, least, Optional.of(r)));
        return Stream.concat(Stream.of(stranger), users);
    }

    private DynamicTest test(String route, Optional<Role> least, Optional<Role> asking) {
        var name = route + " by " + asking.map(Role::wireName).orElse("a stranger");
        return DynamicTest.dynamicTest(
                name, () -> assertThat(outcome(route, asking)).isEqualTo(expected(least, asking)));
    }

    private static String expected(Optional<Role> least, Optional<Role> asking) {
        if (least.isEmpty()) return "let in";
        if (asking.isEmpty()) return "401";
        return asking.get().includes(least.get()) ? "let in" : "403";
    }

    private String outcome(String route, Optional<Role> asking) {
        // an id that nothing has and a body that no route takes: hardly a route does anything
        var parts = route.replace("{id}", "999999").split(" ");
        var event = Event.of(parts[0], parts[1]).json("[]");
        var reply =
                asking.map(role -> event.bearer(token.apply(role))).orElse(event).sentTo(function);
        if (reply.status() >= 400 && reply.text("code").startsWith("route."))
            return "no such route";
        return reply.status() == 401 || reply.status() == 403 || reply.status() >= 500
                ? Integer.toString(reply.status())
                : "let in";
    }
}
