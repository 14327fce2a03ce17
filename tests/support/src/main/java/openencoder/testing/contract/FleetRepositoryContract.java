package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.fleet.FleetRepository;
import openencoder.fleet.FleetRepository.Fleet;
import openencoder.fleet.FleetSettings;
import openencoder.machine.ProviderId;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;

/** What {@link FleetRepository} promises. */
public abstract class FleetRepositoryContract {
    private static final URI API = URI.create("https://api.example.com");

    /** The same one throughout a test, empty at its beginning. */
    protected abstract FleetRepository fleets();

    @Test
    void nothing_is_set_at_first() {
        assertThat(fleets().find()).isEmpty();
    }

    @Test
    void settings_come_back_as_they_were_put() {
        var on =
                new FleetSettings(
                        true,
                        1,
                        7,
                        new BigDecimal("0.0892799980938434"),
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(10),
                        ProviderId.DIGITALOCEAN,
                        "sfo3",
                        "c-4");
        fleets().put(new Fleet(FleetSettings.OFF, URI.create("http://127.0.0.1:8080")));
        assertThat(fleets().find()).map(Fleet::settings).contains(FleetSettings.OFF);

        fleets().put(new Fleet(on, API));

        assertThat(fleets().find()).contains(new Fleet(on, API));
    }
}
