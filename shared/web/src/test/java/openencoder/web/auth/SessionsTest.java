package openencoder.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.lambda.SmallFunction;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SessionsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryUserRepository users = new InMemoryUserRepository();
    private final People people = new People(users, "", clock.instant());
    private final SmallFunction function = new SmallFunction(users, clock);

    @Test
    void a_deactivated_user_is_out_within_a_minute() {
        assertThat(status("/guest", Role.GUEST)).isEqualTo(200);
        users.replace(people.user(Role.GUEST).withActive(false));
        clock.tick(MINUTE);
        assertThat(status("/guest", Role.GUEST)).isEqualTo(401);
    }

    @Test
    void a_deleted_user_is_out_within_a_minute() {
        assertThat(status("/guest", Role.GUEST)).isEqualTo(200);
        users.remove(people.user(Role.GUEST).id());
        clock.tick(MINUTE);
        assertThat(status("/guest", Role.GUEST)).isEqualTo(401);
    }

    @Test
    void a_user_who_logged_out_is_out_within_a_minute() {
        assertThat(status("/guest", Role.GUEST)).isEqualTo(200);
        users.replace(people.user(Role.GUEST).withoutSessions());
        clock.tick(MINUTE);
        assertThat(status("/guest", Role.GUEST)).isEqualTo(401);
    }

    @Test
    void a_changed_role_counts_within_a_minute() {
        assertThat(status("/operator", Role.OPERATOR)).isEqualTo(200);
        users.replace(people.user(Role.OPERATOR).withRole(Role.GUEST));
        clock.tick(MINUTE);
        assertThat(status("/operator", Role.OPERATOR)).isEqualTo(403);
    }

    @Test
    void an_admin_who_is_none_any_more_is_out_at_once() {
        assertThat(status("/admin", Role.ADMIN)).isEqualTo(200);
        users.replace(people.user(Role.ADMIN).withRole(Role.OPERATOR));
        assertThat(status("/admin", Role.ADMIN)).isEqualTo(403);
    }

    @Test
    void a_new_password_ends_the_old_sessions_and_the_new_one_counts_at_once() {
        assertThat(status("/guest", Role.GUEST)).isEqualTo(200);
        var changed =
                users.replace(people.user(Role.GUEST).withPasswordHash("other")).orElseThrow();
        assertThat(status(changed)).isEqualTo(200);
        assertThat(status("/guest", Role.GUEST)).isEqualTo(401);
    }

    @Test
    void a_token_that_was_taken_once_still_expires() {
        assertThat(status("/guest", Role.GUEST)).isEqualTo(200);
        clock.tick(Duration.ofHours(1));
        var reply = Event.get("/guest").bearer(token(people.user(Role.GUEST))).sentTo(function);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("code")).isEqualTo("token.expired");
    }

    private int status(String path, Role role) {
        return Event.get(path).bearer(people.token(role)).sentTo(function).status();
    }

    private int status(User user) {
        return Event.get("/guest").bearer(token(user)).sentTo(function).status();
    }

    private static String token(User user) {
        return Identity.token(user, SettableClock.atNoon().instant());
    }
}
