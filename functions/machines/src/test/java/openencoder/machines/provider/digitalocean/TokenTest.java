package openencoder.machines.provider.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenTest {
    @Test
    void a_token_is_taken_without_the_space_around_it() {
        assertThat(new Token(() -> " dop_v1_abc\n", "arn:x").get()).isEqualTo("dop_v1_abc");
    }

    @Test
    void a_token_missing_from_a_file_is_to_be_put_into_it_by_no_command_of_a_cloud() {
        var failure = ProviderFixture.failureOf(new Token(() -> null, "file:/run/do-token")::get);

        assertThat(failure)
                .hasMessageContaining("into the file that DIGITALOCEAN_TOKEN names")
                .hasMessageNotContaining("aws");
    }
}
