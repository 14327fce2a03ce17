package openencoder.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import openencoder.account.Role;
import openencoder.account.UserRepository;
import openencoder.testing.InMemoryUserRepository;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class AdminsTest {

    private final UserRepository users = new InMemoryUserRepository();

    @Test
    void who_is_not_registered_is_registered_first() {
        assertThat(new Admins(users, this::register).make("ada").role()).isEqualTo(Role.ADMIN);
        assertThat(users.findByName("ada").orElseThrow().role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void who_is_registered_keeps_the_password_and_can_log_in_again() {
        register();
        users.replace(users.findByName("ada").orElseThrow().withActive(false)).orElseThrow();
        var admin = new Admins(users, () -> fail("registered twice")).make("ada");
        assertThat(admin.passwordHash()).isEqualTo("hash");
        assertThat(admin.active()).isTrue();
    }

    @Test
    void an_admin_stays_as_he_is() {
        register();
        var admins = new Admins(users, () -> fail("registered twice"));
        assertThat(admins.make("ada")).isEqualTo(admins.make("ada"));
    }

    private void register() {
        users.add("ada", "hash", _ -> Role.GUEST, Instant.parse("2026-01-02T12:00:00Z"));
    }
}
