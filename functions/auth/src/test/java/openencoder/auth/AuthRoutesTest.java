package openencoder.auth;

import openencoder.account.Role;
import openencoder.web.testing.Identity;
import openencoder.web.testing.RoleMatrix;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

class AuthRoutesTest {
    private final AuthFixture world = new AuthFixture();

    @TestFactory
    Stream<DynamicTest> every_route_lets_in_whom_it_should() {
        return RoleMatrix.of(world.function, this::token);
    }

    /** One that counts, whatever the tests before have ended. */
    private String token(Role role) {
        var user = world.users.find(world.people.user(role).id()).orElseThrow();
        return Identity.token(user, world.clock.instant());
    }
}
