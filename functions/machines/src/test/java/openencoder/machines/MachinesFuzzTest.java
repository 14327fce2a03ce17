package openencoder.machines;

import openencoder.account.Role;
import openencoder.web.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.util.Random;

class MachinesFuzzTest {
    private final MachinesFixture world = MachinesFixture.populated();
    private final Random random = new Random(2);

    @Test
    void no_request_breaks_the_function() {
        Fuzz.run(world.function, this::token);
    }

    private String token() {
        if (random.nextInt(4) == 0) return world.sessions.get(MachinesFixture.IDLE);
        return world.people.token(Role.values()[random.nextInt(3)]);
    }
}
