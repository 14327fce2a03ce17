package openencoder.presets;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.web.testing.DocumentedRoutes;
import openencoder.web.testing.RoleMatrix;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

class PresetsRoutesTest {
    private final PresetsWorld world = new PresetsWorld();

    @Test
    void code_template_and_description_name_the_same_routes_and_roles() {
        var roles = DocumentedRoutes.rolesOf(world.function.routes());
        assertThat(DocumentedRoutes.ofTemplate(PresetsLambda.class)).isEqualTo(roles.keySet());
        assertThat(DocumentedRoutes.ofDescription("presets")).isEqualTo(roles);
    }

    @TestFactory
    Stream<DynamicTest> every_route_lets_in_whom_it_should() {
        return RoleMatrix.of(world.function, world.people::token);
    }
}
