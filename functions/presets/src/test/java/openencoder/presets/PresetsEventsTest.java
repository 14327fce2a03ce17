package openencoder.presets;

import openencoder.web.testing.Replay;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.function.Supplier;
import java.util.stream.Stream;

class PresetsEventsTest {
    @TestFactory
    Stream<DynamicTest> every_event_is_answered_as_expected() {
        return Replay.of("presets", new Worlds());
    }

    /** With one preset more than every new deployment has, of a user's own. */
    static final class Worlds implements Supplier<Replay.World> {
        @Override
        public Replay.World get() {
            var world = new PresetsFixture();
            world.addOwn();
            return new Replay.World(world.function, world.people.tokens());
        }
    }
}
