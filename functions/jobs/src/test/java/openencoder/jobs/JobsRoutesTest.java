package openencoder.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.web.testing.DocumentedRoutes;
import openencoder.web.testing.RoleMatrix;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

class JobsRoutesTest {
    private final JobsWorld world = new JobsWorld();

    @Test
    void code_template_and_description_name_the_same_routes_and_roles() {
        var roles = DocumentedRoutes.rolesOf(world.function.routes());
        assertThat(DocumentedRoutes.ofTemplate(JobsLambda.class)).isEqualTo(roles.keySet());
        assertThat(DocumentedRoutes.ofDescription("jobs", "system")).isEqualTo(roles);
    }

    @TestFactory
    Stream<DynamicTest> every_route_lets_in_whom_it_should() {
        return RoleMatrix.of(world.function, world.people::token);
    }
}
