package openencoder.machines.provider.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

class DigitalOceanSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://api.digitalocean.com", "http://127.0.0.1:8700/"})
    void a_scheme_and_a_host_are_an_endpoint(String endpoint) {
        assertThat(settings(endpoint, "ubuntu-24-04-x64").endpoint()).hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api.digitalocean.com", "ftp://x", "https://x/v2", "https:///"})
    void anything_else_is_not_and_is_named(String endpoint) {
        assertThatThrownBy(() -> settings(endpoint, "ubuntu-24-04-x64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DIGITALOCEAN_ENDPOINT is '" + endpoint + "'");
    }

    @Test
    void an_image_is_needed() {
        assertThatThrownBy(() -> settings("https://api.digitalocean.com", " "))
                .hasMessageContaining("DIGITALOCEAN_IMAGE");
    }

    private static DigitalOceanSettings settings(String endpoint, String image) {
        return new DigitalOceanSettings(URI.create(endpoint), image, "secret");
    }
}
