package openencoder.jobs;

import openencoder.account.Role;
import openencoder.web.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.util.Random;

class JobsFuzzTest {
    private final JobsFixture world = new JobsFixture();
    private final Random random = new Random(2);

    @Test
    void no_request_breaks_the_function() {
        Fuzz.run(world.function, this::token);
    }

    private String token() {
        return world.people.token(Role.values()[random.nextInt(3)]);
    }
}
