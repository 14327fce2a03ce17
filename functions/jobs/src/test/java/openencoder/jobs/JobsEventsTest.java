package openencoder.jobs;

import openencoder.web.testing.Replay;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.function.Supplier;
import java.util.stream.Stream;

class JobsEventsTest {
    @TestFactory
    Stream<DynamicTest> every_event_is_answered_as_expected() {
        return Replay.of("jobs", new Worlds());
    }

    static final class Worlds implements Supplier<Replay.World> {
        @Override
        public Replay.World get() {
            var world = new JobsFixture();
            return new Replay.World(world.function, world.people.tokens());
        }
    }
}
