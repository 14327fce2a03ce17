package openencoder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class PasswordsTest {
    private static final Passwords PASSWORDS = new Passwords();

    @Test
    void a_hash_names_its_algorithm_and_cost_and_is_never_the_same() {
        var hash = PASSWORDS.hash("secret");
        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$\\S{22}\\$\\S{43}");
        assertThat(PASSWORDS.hash("secret")).isNotEqualTo(hash);
    }

    // argon2 (reference implementation, P-H-C/phc-winner-argon2) with -id -t 2 -k 65536 -p 1
    @Test
    void a_hash_of_the_reference_implementation_matches() {
        var hash =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(PASSWORDS.matches("password", Optional.of(hash))).isTrue();
        assertThat(PASSWORDS.matches("Password", Optional.of(hash))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "with spaces", "nul\0inside", "pässwörd 🔑"})
    void a_password_matches_its_own_hash_only(String password) {
        var hash = Optional.of(PASSWORDS.hash(password));
        assertThat(PASSWORDS.matches(password, hash)).isTrue();
        assertThat(PASSWORDS.matches(password + "x", hash)).isFalse();
    }

    @Test
    void every_byte_of_a_long_password_counts() {
        var hash = Optional.of(PASSWORDS.hash("x".repeat(1000) + "a"));
        assertThat(PASSWORDS.matches("x".repeat(1000) + "b", hash)).isFalse();
    }

    @Test
    void both_unicode_forms_of_a_password_are_the_same() {
        assertThat(PASSWORDS.matches("e\u0301", Optional.of(PASSWORDS.hash("\u00e9")))).isTrue();
    }

    // made by this program before it used Spring Security
    @Test
    void a_hash_made_by_an_earlier_release_matches_and_is_not_weak() {
        var hash =
                "$argon2id$v=19$m=19456,t=2,p=1$g8BCdKjjDVrdo9d4RUzB0A$TpNdx2Bjqww6OuxKcvwFz0yrUlCq9EURjqirTvb8364";
        assertThat(PASSWORDS.matches("pässwörd 🔑", Optional.of(hash))).isTrue();
        assertThat(PASSWORDS.isWeak(hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=19455,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q",
                "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
            })
    void a_hash_of_less_cost_is_weak(String hash) {
        assertThat(PASSWORDS.isWeak(hash)).isTrue();
    }

    @Test
    void an_empty_password_matches_nothing() {
        assertThat(PASSWORDS.matches("", Optional.of(PASSWORDS.hash("a")))).isFalse();
    }

    @Test
    void nothing_matches_no_hash() {
        assertThat(PASSWORDS.matches("no user", Optional.empty())).isFalse();
    }
}
