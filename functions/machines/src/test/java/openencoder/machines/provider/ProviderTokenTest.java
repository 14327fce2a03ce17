package openencoder.machines.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.testing.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

class ProviderTokenTest {
    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:1:secret:token";

    private final SettableClock clock = SettableClock.atNoon();

    @Test
    void a_secret_is_read_again_after_a_minute_so_that_a_token_can_be_replaced() {
        var reads = new AtomicInteger();
        var token = new ProviderToken(ARN, arn -> arn + reads.incrementAndGet(), clock);

        assertThat(token.get()).isEqualTo(ARN + 1);
        clock.tick(Duration.ofSeconds(59));
        assertThat(token.get()).isEqualTo(ARN + 1);
        clock.tick(Duration.ofSeconds(1));
        assertThat(token.get()).isEqualTo(ARN + 2);
    }

    @Test
    void a_file_holds_the_token_too(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "dop_v1_abc");

        assertThat(new ProviderToken(file.toUri().toString(), _ -> "", clock).get())
                .isEqualTo("dop_v1_abc");
    }

    @Test
    void a_token_itself_does_not_belong_into_the_environment_and_is_not_repeated() {
        assertThatThrownBy(() -> new ProviderToken("dop_v1_abc", _ -> "", clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DIGITALOCEAN_TOKEN")
                .hasMessageNotContaining("dop_v1_abc");
    }
}
