package openencoder.auth;

import openencoder.account.Role;
import openencoder.web.testing.Fuzz;
import openencoder.web.testing.Identity;

import org.junit.jupiter.api.Test;

import java.util.Random;

class AuthFuzzTest {
    private final AuthFixture world = new AuthFixture();
    private final Random random = new Random(2);

    @Test
    void no_request_breaks_the_function() {
        Fuzz.run(world.function, this::token);
    }

    private String token() {
        var role = Role.values()[random.nextInt(3)];
        var user = world.users.find(world.people.user(role).id()).orElseThrow();
        return Identity.token(user, world.clock.instant());
    }
}
