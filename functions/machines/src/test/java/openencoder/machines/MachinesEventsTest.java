package openencoder.machines;

import openencoder.web.testing.Replay;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.function.Supplier;
import java.util.stream.Stream;

class MachinesEventsTest {
    @TestFactory
    Stream<DynamicTest> every_event_is_answered_as_expected() {
        return Replay.of("machines", new Worlds());
    }

    static final class Worlds implements Supplier<Replay.World> {
        @Override
        public Replay.World get() {
            var world = MachinesFixture.populated();
            return new Replay.World(world.function, world.tokens());
        }
    }
}
