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
    @ValueSource(strings = {"", "a", "with spaces", "nul\0inside", "pässwörd 🔑"})
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

    @Test
    void nothing_matches_no_hash() {
        assertThat(PASSWORDS.matches("", Optional.empty())).isFalse();
    }
}
