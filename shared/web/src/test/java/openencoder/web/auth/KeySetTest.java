package openencoder.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;

import openencoder.testing.Race;
import openencoder.testing.SettableClock;
import openencoder.web.http.Json;
import openencoder.web.testing.Identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class KeySetTest {
    private static final String SET = new JWKSet(Identity.KEY).toString(false);

    private final SettableClock clock = SettableClock.atNoon();
    @TempDir private Path folder;

    @Test
    void keys_are_read_from_a_file_a_secret_or_the_variable_itself() throws IOException {
        var file = Files.writeString(folder.resolve("keys.json"), SET);
        var arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:keys";
        for (var location : new String[] {"file:" + file, arn, SET}) {
            var keys = new KeySet(location, name -> name.equals(arn) ? SET : "", clock);
            assertThat(keys.find("key-1")).isPresent();
        }
    }

    @Test
    void a_new_key_is_found_within_a_minute() throws IOException {
        var file = Files.writeString(folder.resolve("keys.json"), SET);
        var keys = new KeySet("file:" + file, _ -> "", clock);
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
        var keys = new KeySet("file:" + file, _ -> "", clock);
        Files.delete(file);
        clock.tick(Duration.ofMinutes(1));
        assertThat(keys.find("key-2")).isEmpty();
        assertThat(keys.find("key-1")).isPresent();
    }

    @Test
    void the_set_is_read_again_after_five_minutes_without_being_asked_for_a_new_key()
            throws IOException {
        var file = Files.writeString(folder.resolve("keys.json"), SET);
        var keys = new KeySet("file:" + file, _ -> "", clock);
        Files.writeString(file, new JWKSet(Identity.generate("key-2")).toString(true));
        clock.tick(Duration.ofMinutes(5).minusMillis(1));
        assertThat(keys.find("key-1")).isPresent();
        clock.tick(Duration.ofMillis(1));
        assertThat(keys.find("key-1")).isEmpty();
    }

    @Test
    void of_many_unknown_keys_at_once_one_a_minute_makes_the_set_be_read() {
        var reads = new AtomicInteger();
        var keys =
                new KeySet(
                        "arn:keys",
                        _ -> {
                            reads.incrementAndGet();
                            return SET;
                        },
                        clock);
        Race.run(50, i -> () -> keys.find("unknown-" + i));
        assertThat(reads).hasValue(1);
        clock.tick(Duration.ofMinutes(1));
        Race.run(50, i -> () -> keys.find("unknown-" + i));
        assertThat(reads).hasValue(2);
    }

    @Test
    void a_secret_that_is_still_empty_has_no_keys_until_it_has() {
        var secret = new AtomicReference<String>();
        var keys = new KeySet("arn:keys", _ -> Objects.requireNonNull(secret.get()), clock);
        assertThat(keys.forSigning()).isEmpty();
        secret.set(SET);
        clock.tick(Duration.ofMinutes(1));
        assertThat(keys.forSigning()).hasSize(1);
        assertThat(keys.find("key-1")).isPresent();
    }

    @Test
    void a_key_counts_until_it_expires_and_signs_from_its_time_on() {
        var noon = Date.from(clock.instant());
        var old = new RSAKey.Builder(Identity.KEY).expirationTime(later(noon, 3600)).build();
        var next =
                new RSAKey.Builder(Identity.generate("key-2"))
                        .notBeforeTime(later(noon, 600))
                        .build();
        var keys = new KeySet(new JWKSet(List.of(next, old)).toString(false), _ -> "", clock);
        assertThat(keys.forSigning()).extracting(RSAKey::getKeyID).containsExactly("key-1");
        assertThat(keys.find("key-2")).isPresent();

        clock.tick(Duration.ofMinutes(10));
        assertThat(keys.forSigning())
                .extracting(RSAKey::getKeyID)
                .containsExactly("key-2", "key-1");

        clock.tick(Duration.ofMinutes(50));
        assertThat(keys.find("key-1")).isEmpty();
        assertThat(Json.MAPPER.valueToTree(keys.publicSet()).path("keys")).hasSize(1);
    }

    private static Date later(Date moment, int seconds) {
        return Date.from(moment.toInstant().plusSeconds(seconds));
    }

    @Test
    void the_public_set_has_no_private_part() {
        var shown = Json.MAPPER.valueToTree(new KeySet(SET, _ -> "", clock).publicSet());
        assertThat(shown.path("keys").get(0).propertyNames())
                .containsExactlyInAnyOrder("kty", "e", "kid", "n");
    }

    @Test
    void a_place_that_holds_no_keys_stops_the_start() {
        for (var location : new String[] {"/keys.json", "{}", "{\"keys\":[]}", "file:/none.json"})
            assertThatThrownBy(() -> new KeySet(location, _ -> "", clock))
                    .as(location)
                    .isInstanceOf(RuntimeException.class);
    }
}
