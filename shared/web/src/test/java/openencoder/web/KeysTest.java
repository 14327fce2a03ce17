package openencoder.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;

import openencoder.testing.SettableClock;
import openencoder.web.testing.Identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class KeysTest {
    private static final String SET = new JWKSet(Identity.KEY).toString(false);

    private final SettableClock clock = SettableClock.atNoon();
    @TempDir private Path folder;

    @Test
    void keys_are_read_from_a_file_a_secret_or_the_variable_itself() throws IOException {
        var file = Files.writeString(folder.resolve("keys.json"), SET);
        var arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:keys";
        for (var location : new String[] {"file:" + file, arn, SET}) {
            var keys = new Keys(location, name -> name.equals(arn) ? SET : "", clock);
            assertThat(keys.find("key-1")).isPresent();
        }
    }

    @Test
    void a_new_key_is_found_within_a_minute() throws IOException {
        var file = Files.writeString(folder.resolve("keys.json"), SET);
        var keys = new Keys("file:" + file, _ -> "", clock);
        var both = new JWKSet(List.of(Identity.KEY, Identity.generate("key-2")));
        Files.writeString(file, both.toString(true));
        assertThat(keys.find("key-2")).isEmpty();
        clock.tick(Duration.ofMinutes(1));
        assertThat(keys.find("key-2")).isPresent();
        assertThat(keys.find("key-1")).isPresent();
    }

    @Test
    void keys_go_on_to_count_when_they_cannot_be_read_again() throws IOException {
        var file = Files.writeString(folder.resolve("keys.json"), SET);
        var keys = new Keys("file:" + file, _ -> "", clock);
        Files.delete(file);
        clock.tick(Duration.ofMinutes(1));
        assertThat(keys.find("key-2")).isEmpty();
        assertThat(keys.find("key-1")).isPresent();
    }

    @Test
    void the_public_set_has_no_private_part() {
        var shown = Json.MAPPER.valueToTree(new Keys(SET, _ -> "", clock).publicSet());
        assertThat(shown.path("keys").get(0).propertyNames())
                .containsExactlyInAnyOrder("kty", "e", "kid", "n");
    }

    @Test
    void a_place_that_holds_no_keys_stops_the_start() {
        for (var location : new String[] {"/keys.json", "{}", "{\"keys\":[]}", "file:/none.json"})
            assertThatThrownBy(() -> new Keys(location, _ -> "", clock))
                    .as(location)
                    .isInstanceOf(RuntimeException.class);
    }
}
