package openencoder.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceIdTest {
    private static final ProviderId HETZNER = new ProviderId("hetzner");

    @Test
    void a_bare_id_is_digitalocean_s() {
        assertThat(InstanceId.parse("154372950"))
                .contains(new InstanceId(ProviderId.DIGITALOCEAN, "154372950"));
    }

    @Test
    void the_id_of_another_provider_names_it() {
        var id = new InstanceId(HETZNER, "42.a_b-c");

        assertThat(id).hasToString("hetzner:42.a_b-c");
        assertThat(InstanceId.parse("hetzner:42.a_b-c")).contains(id);
    }

    @Test
    void equal_numbers_of_two_providers_are_two_ids() {
        var droplet = new InstanceId(ProviderId.DIGITALOCEAN, "42");
        var server = new InstanceId(HETZNER, "42");

        assertThat(droplet).isNotEqualTo(server);
        assertThat(droplet.toString()).isNotEqualTo(server.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "hetzner:", ":42", "Hetzner:42", "a:b:c", "4 2", "-1", "a/b"})
    void what_is_no_id_is_not_read(String text) {
        assertThat(InstanceId.parse(text)).isEmpty();
    }

    @Test
    void numbers_stand_in_their_order() {
        var nine = new InstanceId(ProviderId.DIGITALOCEAN, "9");
        var ten = new InstanceId(ProviderId.DIGITALOCEAN, "10");

        assertThat(nine).isLessThan(ten);
    }
}
