package openencoder.presets;

import openencoder.web.testing.RoleMatrix;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

class PresetsRoutesTest {
    private final PresetsFixture world = new PresetsFixture();

    @TestFactory
    Stream<DynamicTest> every_route_lets_in_whom_it_should() {
        return RoleMatrix.of(world.function, world.people::token);
    }
}
