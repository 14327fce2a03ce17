package openencoder.web.testing;

import static openencoder.web.auth.RequiredRole.GUEST;
import static openencoder.web.auth.RequiredRole.OPERATOR;
import static openencoder.web.auth.RequiredRole.ROLE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.account.UserRepository;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.http.Outages;
import openencoder.web.http.Routes;
import openencoder.web.lambda.Beans;
import openencoder.web.lambda.LambdaEntry;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.Variables;
import openencoder.web.settings.WebSettings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;

/** That a route without a decision, or against it, fails the build. */
class RoleMatrixTest {
    private static final String TEMPLATE =
            """
            Resources:
              Thing:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: openencoder.web.testing.RoleMatrixTest$Thing
                  Events:
                    Thing: {Type: HttpApi, Properties: {Method: ANY, Path: "/api/things/{id}"}}
                    Default: {Type: HttpApi, Properties: {}}
            """;
    private static final String ADDED =
            "        Things: {Type: HttpApi, Properties: {Method: ANY, Path: /api/things}}\n";
    private static final String DESCRIPTION =
            """
            paths:
              /api/things/{id}:
                get: {tags: [things], x-role: guest}
                put: {tags: [things], x-role: operator}
            """;

    @TempDir private Path root;
    private final Thing function = new Thing();

    @BeforeEach
    void writeDocuments() throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("template.yaml"), TEMPLATE);
        Files.writeString(root.resolve("docs/api.yaml"), DESCRIPTION);
    }

    @Test
    void routes_that_are_decided_on_and_kept_so_pass() {
        assertThat(matrix()).hasSize(8);
        assertThatCode(this::runMatrix).doesNotThrowAnyException();
    }

    @Test
    void a_new_path_without_a_description_fails() throws IOException {
        Files.writeString(root.resolve("template.yaml"), TEMPLATE + ADDED);
        assertThatThrownBy(this::runMatrix)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not describe /api/things");
    }

    @Test
    void a_new_route_without_a_decision_fails() throws IOException {
        describe(DESCRIPTION + "    delete: {tags: [things]}\n");
        assertThatThrownBy(this::runMatrix)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not decide who may DELETE /api/things/{id}");
    }

    @Test
    void a_new_route_that_is_decided_on_but_not_there_fails() throws IOException {
        Files.writeString(root.resolve("template.yaml"), TEMPLATE + ADDED);
        describe(DESCRIPTION + "  /api/things:\n    delete: {tags: [things], x-role: anyone}\n");
        assertThatThrownBy(this::runMatrix).hasMessageContaining("no such route");
    }

    @Test
    void a_route_that_lets_others_in_than_was_decided_fails() throws IOException {
        describe(DESCRIPTION.replace("x-role: operator", "x-role: admin"));
        assertThatThrownBy(this::runMatrix)
                .hasMessageContaining("let in")
                .hasMessageContaining("403");
    }

    @Test
    void a_role_that_is_none_is_no_decision() throws IOException {
        describe(DESCRIPTION.replace("x-role: operator", "x-role: root"));
        assertThatThrownBy(this::runMatrix).hasMessageContaining("x-role is root");
    }

    private void describe(String description) throws IOException {
        Files.writeString(root.resolve("docs/api.yaml"), description);
    }

    private DocumentedRoutes documents() {
        return new DocumentedRoutes(root);
    }

    private Stream<DynamicTest> matrix() {
        return RoleMatrix.of(documents(), function, function.people::token);
    }

    private void runMatrix() throws Throwable {
        for (var test : matrix().toList()) test.getExecutable().execute();
    }

    /** A function with two routes. */
    private static final class Thing extends LambdaEntry {
        private final People people;

        Thing() {
            this(new InMemoryUserRepository(), SettableClock.atNoon());
        }

        private Thing(InMemoryUserRepository users, SettableClock clock) {
            super(
                    (beans, _) -> {
                        var settings = WebSettings.from(new Variables(Identity.environment()));
                        Beans.value(beans, WebSettings.class, settings);
                        Beans.value(beans, UserRepository.class, users);
                        Beans.value(beans, InstantSource.class, clock);
                        Beans.value(beans, SecretReader.class, _ -> "");
                        Beans.value(beans, Outages.class, _ -> false);
                        beans.registerBean(Routes.TYPE, bean -> bean.supplier(_ -> routes()));
                    });
            people = new People(users, "", clock.instant());
        }

        private static RouterFunction<ServerResponse> routes() {
            return route().GET("/api/things/{id}", _ -> ok().build())
                    .withAttribute(ROLE, GUEST)
                    .PUT("/api/things/{id}", _ -> ok().build())
                    .withAttribute(ROLE, OPERATOR)
                    .build();
        }
    }
}
