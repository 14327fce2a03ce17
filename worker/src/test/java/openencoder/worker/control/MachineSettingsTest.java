package openencoder.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.worker.agent.BadSetting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class MachineSettingsTest {
    private static final Map<String, String> RENTED =
            Map.of(
                    "OPENENCODER_API_URL", "https://encoder.example",
                    "ENROLMENT_TOKEN_FILE", "/var/lib/openencoder/enrolment",
                    "SESSION_FILE", "/var/lib/openencoder/session");

    @Test
    void a_worker_without_the_apis_address_is_on_no_rented_machine() {
        assertThat(MachineSettings.from(Map.of("SESSION_FILE", "/s"))).isEmpty();
    }

    @Test
    void a_rented_machine_knows_the_api_and_two_files() {
        assertThat(MachineSettings.from(RENTED))
                .contains(
                        new MachineSettings(
                                URI.create("https://encoder.example"),
                                Path.of("/var/lib/openencoder/enrolment"),
                                Path.of("/var/lib/openencoder/session")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:80/", "http://[::1]:1"})
    void on_ones_own_machine_the_api_may_be_without_tls(String url) {
        var environment = new HashMap<>(RENTED);
        environment.put("OPENENCODER_API_URL", url);

        assertThat(MachineSettings.from(environment).orElseThrow().api()).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENENCODER_API_URL, http://encoder.example, begins with https://",
        "OPENENCODER_API_URL, http://127.0.0.1.example, begins with https://",
        "OPENENCODER_API_URL, encoder.example, begins with https://",
        "OPENENCODER_API_URL, https://a b, begins with https://",
        "OPENENCODER_API_URL, https:///path, begins with https://",
        "ENROLMENT_TOKEN_FILE, '', a file",
        "SESSION_FILE, '', a file"
    })
    void a_bad_value_is_told_with_its_name_and_what_would_be_right(
            String name, String value, String right) {
        var environment = new HashMap<>(RENTED);
        environment.put(name, value);

        assertThatThrownBy(() -> MachineSettings.from(environment))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(name)
                .hasMessageContaining(right);
    }
}
