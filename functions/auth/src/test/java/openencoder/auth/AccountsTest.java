package openencoder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.account.UserId;
import openencoder.testing.InMemoryRateCounter;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

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
    void the_first_person_is_first_also_after_the_stacks_own_user() {
        var clock = SettableClock.atNoon();
        var users = new InMemoryUserRepository();
        users.add("cli@localhost", "", _ -> Role.OPERATOR, clock.instant());
        var function = AuthFixture.function(users, clock);
        register(function, "first", "secret");
        register(function, "second", "secret");
        assertThat(users.findByName("first").orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(users.findByName("second").orElseThrow().role()).isEqualTo(Role.OPERATOR);
        assertThat(
                        Event.post("/api/login")
                                .json("{\"username\":\"cli@localhost\",\"password\":\"\"}")
                                .sentTo(function)
                                .status())
                .isIn(401, 422);
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
    void who_registers_at_a_deployed_stack_waits_until_an_admin_lets_the_user_in() {
        var approving = new AuthFixture(Map.of("REGISTRATION", "approval"));
        var registered = register(approving.function, "new", "secret");
        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.text("message")).contains("an admin must activate");
        assertThat(logIn(approving, "new", "wrong")).isEqualTo(logIn(approving, "new", "none"));
        var refused = logIn(approving, "new", "secret");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("account.awaiting_approval");
        assertThat(refused.text()).doesNotContain("token\"");

        var users = approving.send(Event.get("/api/users"), Role.ADMIN).json().path("items");
        assertThat(users.path(0).path("awaiting_approval").asBoolean()).isTrue();
        approving.send(Event.put("/api/users/5").json("{\"active\":true}"), Role.ADMIN);

        assertThat(logIn(approving, "new", "secret").status()).isEqualTo(200);
    }

    @Test
    void who_waits_and_is_refused_looks_like_who_is_unknown() {
        var unknown = logIn("unknown@example.com", AuthFixture.PASSWORD);
        assertThat(logIn("waiting@example.com", "wrong")).isEqualTo(unknown);
        world.send(Event.put("/api/users/4").json("{\"active\":false}"), Role.ADMIN);
        assertThat(logIn("waiting@example.com", AuthFixture.PASSWORD)).isEqualTo(unknown);
    }

    @Test
    void a_change_of_the_role_alone_does_not_let_in_who_waits() {
        world.send(Event.put("/api/users/4").json("{\"role\":\"operator\"}"), Role.ADMIN);
        assertThat(logIn("waiting@example.com", AuthFixture.PASSWORD).status()).isEqualTo(403);
    }

    @Test
    void a_first_user_who_is_an_admin_waits_for_no_other() {
        var users = new InMemoryUserRepository();
        var function =
                AuthFixture.function(
                        users, SettableClock.atNoon(), Map.of("REGISTRATION", "approval"));
        register(function, "first", "secret");
        register(function, "second", "secret");
        assertThat(users.findByName("first").orElseThrow().active()).isTrue();
        assertThat(users.findByName("second").orElseThrow().awaitsApproval()).isTrue();
    }

    @Test
    void where_registration_is_closed_admins_alone_make_accounts() {
        var closed = new AuthFixture(Map.of("REGISTRATION", "closed"));
        for (var name : new String[] {"new", "guest@example.com", ""}) {
            var refused = register(closed.function, name, "secret");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("code")).isEqualTo("registration.closed");
            assertThat(refused.text("message")).contains("ask an admin");
        }
        var account = "{\"username\":\"new\",\"password\":\"secret\",\"role\":\"operator\"}";
        var added = closed.send(Event.post("/api/users").json(account), Role.ADMIN);
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.text("role")).isEqualTo("operator");
        assertThat(logIn(closed, "new", "secret").status()).isEqualTo(200);
    }

    @Test
    void a_deleted_user_is_out_at_once_and_its_name_is_free() {
        assertThat(world.send(Event.of("DELETE", "/api/users/3"), Role.ADMIN).text("user"))
                .isEqualTo("guest@example.com");
        assertThat(world.send(Event.get("/api/me"), Role.GUEST).status()).isEqualTo(401);
        assertThat(logIn("guest@example.com", AuthFixture.PASSWORD).status()).isEqualTo(401);
        assertThat(world.send(Event.of("DELETE", "/api/users/3"), Role.ADMIN).status())
                .isEqualTo(404);

        assertThat(register(world.function, "guest@example.com", "secret").status()).isEqualTo(200);
        assertThat(world.send(Event.get("/api/me"), Role.GUEST).status()).isEqualTo(401);
        assertThat(world.users.findByName("guest@example.com").orElseThrow().id())
                .isEqualTo(new UserId(5));
    }

    @Test
    void an_admin_cannot_delete_itself() {
        var refused = world.send(Event.of("DELETE", "/api/users/1"), Role.ADMIN);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("user.own");
        assertThat(world.send(Event.get("/api/me"), Role.ADMIN).status()).isEqualTo(200);
    }

    @Test
    void an_admin_ends_the_sessions_of_another_user() {
        assertThat(world.send(Event.of("DELETE", "/api/users/3/sessions"), Role.ADMIN).status())
                .isEqualTo(200);
        assertThat(world.send(Event.get("/api/me"), Role.GUEST).status()).isEqualTo(401);
        assertThat(world.send(Event.get("/api/me"), Role.OPERATOR).status()).isEqualTo(200);
        assertThat(logIn("guest@example.com", AuthFixture.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void an_admin_ends_its_own_sessions_as_those_of_any_user() {
        assertThat(world.send(Event.of("DELETE", "/api/users/1/sessions"), Role.ADMIN).status())
                .isEqualTo(200);
        assertThat(world.send(Event.get("/api/me"), Role.ADMIN).status()).isEqualTo(401);
    }

    @Test
    void names_are_compared_without_regard_to_case() {
        assertThat(register(world.function, "Guest@Example.com", "secret").status()).isEqualTo(409);
        assertThat(logIn("GUEST@example.com", AuthFixture.PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\\u0000",
                "a\\nb",
                "a\\u200b",
                "a\\ud800",
                "\\u202ea",
                "a\\u3164",
                "a\\u115f",
                "a\\u2800",
                "admin@x.com\\ufe0f",
                "a\\u00ad",
                "a\\u034f",
                "a\\udb40\\udd00"
            })
    void a_name_is_printable(String name) {
        assertThat(register(world.function, name, "secret").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "аdmin", "adm\u0131n", "admın@x.com", "аdmin@x.com", "admin@x.com.", "αdmin",
                        "a1２٣",
                "ab\u0300\u0301\u0302", "\u0301a", "a™b©", "a\u02bcb", "日本a", "a\u30fc한", "x😀"
            })
    void a_name_that_could_be_taken_for_another_is_refused(String name) {
        var refused = register(world.function, name, "secret");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("username");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo+bar_1@x.com",
                "zoë",
                "Привет",
                "νικος",
                "日本語かなカナー",
                "홍길동",
                "देवनागरी",
                "groß",
                "أحمد",
                "o'neil",
                "a.b-c"
            })
    void a_name_may_be_of_any_one_script(String name) {
        assertThat(register(world.function, name, "secret").status()).isEqualTo(200);
        assertThat(logIn(name, "secret").status()).isEqualTo(200);
    }

    @Test
    void a_name_in_wide_letters_is_the_same_name() {
        assertThat(register(world.function, "ｇｕｅｓｔ@example.com", "secret").status()).isEqualTo(409);
        assertThat(logIn("ｇｕｅｓｔ@example.com", AuthFixture.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void who_registered_before_names_had_one_spelling_can_log_in() {
        for (var name : new String[] {"ﬁlm", "аdmin", "a\u3164", "old@example.com."}) {
            var hash = world.people.user(Role.GUEST).passwordHash();
            world.users.add(name, hash, _ -> Role.GUEST, world.clock.instant());
            assertThat(logIn(name, AuthFixture.PASSWORD).status()).as(name).isEqualTo(200);
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/logout", "DELETE /api/me/sessions"})
    void logging_out_ends_every_session_of_ones_own(String route) {
        var parts = route.split(" ");
        var other = logIn("guest@example.com", AuthFixture.PASSWORD).text("token");
        assertThat(world.send(Event.of(parts[0], parts[1]), Role.GUEST).status()).isEqualTo(200);
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
        return logIn(world, username, password);
    }

    private static Reply logIn(AuthFixture world, String username, String password) {
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
