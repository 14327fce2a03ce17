package openencoder.presets;

import openencoder.account.Role;
import openencoder.testing.InMemoryPresetRepository;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;
import openencoder.web.testing.Reply;

/** The presets function on in-memory twins, with the five presets of every new deployment. */
final class PresetsFixture {
    final SettableClock clock = SettableClock.atNoon();
    final InMemoryPresetRepository presets = new InMemoryPresetRepository();
    final InMemoryUserRepository users = new InMemoryUserRepository();
    final People people = new People(users, "", clock.instant());
    final PresetsLambda function =
            new PresetsLambda(Identity.environment(), presets, users, _ -> "", clock);

    /** The sixth preset, which is not built in. */
    void addOwn() {
        var data = "{\"video\":{\"codec\":\"libx264\"}}";
        send(
                Event.post("/api/presets").json("{\"name\":\"own\",\"data\":%s}".formatted(data)),
                Role.OPERATOR);
    }

    Reply send(Event event, Role role) {
        return event.bearer(people.token(role)).sentTo(function);
    }
}
