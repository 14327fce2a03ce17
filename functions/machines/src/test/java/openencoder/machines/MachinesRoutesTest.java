package openencoder.machines;

import openencoder.web.testing.DocumentedRoutes;
import openencoder.web.testing.RoleMatrix;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

class MachinesRoutesTest {
    private final MachinesFixture world = new MachinesFixture();

    @Test
    void code_template_and_description_name_the_same_routes_and_roles() {
        DocumentedRoutes.ofTheProject().check(world.function, "machines", "fleet", "agents");
    }

    @TestFactory
    Stream<DynamicTest> every_route_lets_in_whom_it_should() {
        return RoleMatrix.of(world.function, world.people::token);
    }
}
