package openencoder.presets;

import openencoder.testing.SettableClock;
import openencoder.web.testing.Replay;
import openencoder.web.testing.Zipped;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.stream.Stream;

/** The built zip, whose classes alone answer. */
class ZippedPresetsIT {
    @TempDir static Path folder;

    @TestFactory
    Stream<DynamicTest> the_zip_answers_events_as_expected() {
        var zip = Path.of("target", "presets.zip");
        var worlds = Zipped.of(zip, folder, PresetsEventsTest.Worlds.class, SettableClock.class);
        var inUtf8 =
                Replay.of("presets", worlds)
                        .filter(event -> event.getDisplayName().equals("create-not-ascii"));
        return Stream.concat(Replay.sample("presets", worlds), inUtf8);
    }
}
