package openencoder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.testing.InMemoryRateCounter;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private final AuthFixture world = new AuthFixture();

    @Test
    void the_first_user_and_later_ones_get_the_configured_roles() {
        var users = new InMemoryUserRepository();
        var function = AuthFixture.function(users, SettableClock.atNoon());
        register(function, "first", "secret");
        register(function, "second", "secret");
        assertThat(users.findByName("first").orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(users.findByName("second").orElseThrow().role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void a_deployed_stack_makes_guests_and_asks_for_twelve_characters() {
        var users = new InMemoryUserRepository();
        var function =
                new AuthLambda(
                        Identity.environment(),
                        users,
                        new InMemoryRateCounter(),
                        _ -> "",
                        SettableClock.atNoon());
        assertThat(register(function, "first", "eleven char").status()).isEqualTo(422);
        assertThat(register(function, "first", "twelve chars").status()).isEqualTo(200);
        assertThat(users.findByName("first").orElseThrow().role()).isEqualTo(Role.GUEST);
    }

    @Test
    void names_are_compared_without_regard_to_case() {
        assertThat(register(world.function, "Guest@Example.com", "secret").status()).isEqualTo(409);
        assertThat(logIn("GUEST@example.com", AuthFixture.PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a\\u0000", "a\\nb", "a\\u200b", "a\\ud800", "\\u202ea"})
    void a_name_is_printable(String name) {
        assertThat(register(world.function, name, "secret").status()).isEqualTo(422);
    }

    @Test
    void a_name_has_at_most_254_characters() {
        assertThat(register(world.function, "é".repeat(254), "secret").status()).isEqualTo(200);
        assertThat(register(world.function, "x".repeat(255), "secret").status()).isEqualTo(422);
    }

    @Test
    void an_unknown_user_a_wrong_password_and_a_deactivated_user_look_alike() {
        world.users.replace(world.people.user(Role.OPERATOR).withActive(false));
        var unknown = logIn("unknown@example.com", AuthFixture.PASSWORD);
        var wrong = logIn("guest@example.com", "wrong");
        var deactivated = logIn("operator@example.com", AuthFixture.PASSWORD);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong).isEqualTo(unknown);
        assertThat(deactivated).isEqualTo(unknown);
    }

    @Test
    void an_empty_password_opens_nothing() {
        assertThat(logIn("unknown@example.com", "").status()).isEqualTo(401);
        assertThat(logIn("guest@example.com", "").status()).isEqualTo(401);
    }

    @Test
    void a_new_password_ends_the_session_and_the_new_token_counts() {
        var reply =
                world.send(
                        Event.post("/api/update-password")
                                .json(
                                        "{\"current_password\":\"correct horse\","
                                                + "\"new_password\":\"battery\"}"),
                        Role.GUEST);
        assertThat(world.send(Event.get("/api/me"), Role.GUEST).status()).isEqualTo(401);
        var me = Event.get("/api/me").bearer(reply.text("token")).sentTo(world.function);
        assertThat(me.status()).isEqualTo(200);
        assertThat(logIn("guest@example.com", AuthFixture.PASSWORD).status()).isEqualTo(401);
        assertThat(logIn("guest@example.com", "battery").status()).isEqualTo(200);
    }

    @Test
    void a_deactivated_user_is_out_at_once() {
        assertThat(world.send(Event.get("/api/me"), Role.GUEST).status()).isEqualTo(200);
        world.send(Event.put("/api/users/3").json("{\"active\":false}"), Role.ADMIN);
        assertThat(world.send(Event.get("/api/me"), Role.GUEST).status()).isEqualTo(401);
        assertThat(world.send(Event.get("/api/refresh-token"), Role.GUEST).status()).isEqualTo(401);
    }

    @Test
    void a_user_who_was_shut_out_comes_back_only_with_a_new_token() {
        world.send(Event.put("/api/users/3").json("{\"active\":false}"), Role.ADMIN);
        world.send(Event.put("/api/users/3").json("{\"active\":true}"), Role.ADMIN);
        assertThat(world.send(Event.get("/api/me"), Role.GUEST).status()).isEqualTo(401);
        assertThat(logIn("guest@example.com", AuthFixture.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void logging_out_ends_every_session_of_ones_own() {
        var other = logIn("guest@example.com", AuthFixture.PASSWORD).text("token");
        assertThat(world.send(Event.post("/api/logout"), Role.GUEST).status()).isEqualTo(200);
        assertThat(world.send(Event.get("/api/me"), Role.GUEST).status()).isEqualTo(401);
        assertThat(Event.get("/api/me").bearer(other).sentTo(world.function).status())
                .isEqualTo(401);
        assertThat(world.send(Event.get("/api/me"), Role.ADMIN).status()).isEqualTo(200);
        var fresh = logIn("guest@example.com", AuthFixture.PASSWORD).text("token");
        assertThat(Event.get("/api/me").bearer(fresh).sentTo(world.function).status())
                .isEqualTo(200);
    }

    @Test
    void a_weak_hash_is_made_anew_at_login_and_sessions_go_on() {
        // argon2 (reference implementation) with -id -t 2 -k 256 -p 1
        var weak =
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
                        + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        var user = world.users.replace(world.people.user(Role.GUEST).withStrongerHash(weak));
        assertThat(logIn("guest@example.com", "wrong").status()).isEqualTo(401);
        assertThat(world.users.find(user.get().id()).get().passwordHash()).isEqualTo(weak);

        assertThat(logIn("guest@example.com", "password").status()).isEqualTo(200);
        var strong = world.users.find(user.get().id()).get().passwordHash();
        assertThat(strong).contains("m=19456,t=2,p=1");
        assertThat(world.send(Event.get("/api/me"), Role.GUEST).status()).isEqualTo(200);
        assertThat(logIn("guest@example.com", "password").status()).isEqualTo(200);
        assertThat(world.users.find(user.get().id()).get().passwordHash()).isEqualTo(strong);
    }

    @Test
    void a_password_is_unicode_text() {
        var reply = register(world.function, "new", "abc\\ud800");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).contains("must be Unicode text");
    }

    @Test
    void a_name_and_a_password_may_be_typed_in_either_unicode_form() {
        assertThat(register(world.function, "zo\u00eb", "gr\u00fcn").status()).isEqualTo(200);
        assertThat(logIn("ZOE\u0308", "gru\u0308n").status()).isEqualTo(200);
        assertThat(register(world.function, "zoe\u0308", "gr\u00fcn").status()).isEqualTo(409);
    }

    @Test
    void a_name_no_user_can_have_is_a_wrong_one() {
        for (var name : new String[] {"x".repeat(100_000), "a\\u0000", "\\ud800", " "})
            assertThat(logIn(name, "secret").status()).isEqualTo(401);
    }

    @Test
    void a_refreshed_token_counts() {
        var fresh = world.send(Event.get("/api/refresh-token"), Role.GUEST).text("token");
        var me = Event.get("/api/me").bearer(fresh).sentTo(world.function);
        assertThat(me.text("role")).isEqualTo("guest");
    }

    @Test
    void no_answer_shows_a_hash() {
        var all =
                world.send(Event.get("/api/users"), Role.ADMIN).text()
                        + world.send(Event.get("/api/me"), Role.ADMIN).text();
        assertThat(all).doesNotContain("argon2", "password");
    }

    private Reply logIn(String username, String password) {
        return Event.post("/api/login")
                .json(credentials(username, password))
                .sentTo(world.function);
    }

    private static Reply register(AuthLambda function, String username, String password) {
        return Event.post("/api/register").json(credentials(username, password)).sentTo(function);
    }

    private static String credentials(String username, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    }
}
