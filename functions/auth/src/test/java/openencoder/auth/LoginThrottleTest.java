package openencoder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.RateCounter;
import openencoder.account.Role;
import openencoder.refusal.TooMany;
import openencoder.refusal.Unauthenticated;
import openencoder.testing.InMemoryRateCounter;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.Race;
import openencoder.testing.SettableClock;
import openencoder.web.settings.Variables;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.PasswordEncoder;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class LoginThrottleTest {
    private static final String GUEST = "guest@example.com";
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** Small limits, for each try is a hash. */
    private static final Map<String, String> LIMITS =
            Map.of(
                    "LOGIN_TRIES", "3",
                    "LOGIN_TRIES_PER_ACCOUNT", "6",
                    "LOGIN_TRIES_PER_ADDRESS", "8",
                    "REGISTRATIONS_PER_ADDRESS", "4");

    private final AuthFixture world = new AuthFixture(LIMITS);

    @ParameterizedTest
    @ValueSource(strings = {GUEST, "unknown@example.com"})
    void too_many_wrong_passwords_lock_known_and_unknown_names_alike(String name) {
        for (var i = 0; i < 3; i++) assertThat(logIn(name, "wrong", HERE).status()).isEqualTo(401);
        world.clock.tick(Duration.ofMinutes(5));

        var locked = logIn(name, AuthFixture.PASSWORD, HERE);

        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.header("Retry-After")).isEqualTo("600");
        assertThat(locked.text("code")).isEqualTo("login.too_many");
        assertThat(locked.text()).doesNotContain(name);
    }

    @Test
    void its_user_gets_in_from_elsewhere_at_once_and_from_here_after_the_window() {
        tryWrong(GUEST, HERE, 5);
        assertThat(logIn(GUEST, AuthFixture.PASSWORD, HERE).status()).isEqualTo(429);
        assertThat(logIn(GUEST, AuthFixture.PASSWORD, ELSEWHERE).status()).isEqualTo(200);
        world.clock.tick(WINDOW);
        assertThat(logIn(GUEST, AuthFixture.PASSWORD, HERE).status()).isEqualTo(200);
    }

    @Test
    void a_token_goes_on_to_work_while_its_account_is_locked() {
        tryWrong(GUEST, HERE, 4);
        assertThat(world.send(Event.get("/api/refresh-token"), Role.GUEST).status()).isEqualTo(200);
    }

    @Test
    void right_passwords_are_not_counted() {
        for (var i = 0; i < 10; i++)
            assertThat(logIn(GUEST, AuthFixture.PASSWORD, HERE).status()).isEqualTo(200);
        tryWrong(GUEST, HERE, 2);
        assertThat(logIn(GUEST, AuthFixture.PASSWORD, HERE).status()).isEqualTo(200);
    }

    @Test
    void one_address_cannot_try_one_password_on_every_account() {
        for (var i = 0; i < 8; i++)
            assertThat(logIn("user" + i, "123456", HERE).status()).isEqualTo(401);
        assertThat(logIn("another", "123456", HERE).status()).isEqualTo(429);
        assertThat(logIn(GUEST, AuthFixture.PASSWORD, ELSEWHERE).status()).isEqualTo(200);
    }

    @Test
    void logging_in_to_an_account_of_ones_own_does_not_refill_the_tries() {
        for (var i = 0; i < 8; i++) {
            logIn("user" + i, "123456", HERE);
            if (i % 3 == 0) logIn(GUEST, AuthFixture.PASSWORD, HERE);
        }
        assertThat(logIn("another", "123456", HERE).status()).isEqualTo(429);
    }

    @Test
    void an_attack_from_many_addresses_is_stopped_and_leaves_a_known_address_alone() {
        assertThat(logIn(GUEST, AuthFixture.PASSWORD, ELSEWHERE).status()).isEqualTo(200);
        for (var i = 1; i <= 6; i++) logIn(GUEST, "wrong", "203.0.113." + i);

        assertThat(logIn(GUEST, AuthFixture.PASSWORD, "203.0.113.200").status()).isEqualTo(429);
        assertThat(logIn(GUEST, AuthFixture.PASSWORD, ELSEWHERE).status()).isEqualTo(200);
        tryWrong(GUEST, ELSEWHERE, 3);
        assertThat(logIn(GUEST, AuthFixture.PASSWORD, ELSEWHERE).status()).isEqualTo(429);
    }

    @Test
    void a_name_in_another_case_is_the_same_name() {
        tryWrong(GUEST, HERE, 3);
        assertThat(logIn("Guest@Example.COM", AuthFixture.PASSWORD, HERE).status()).isEqualTo(429);
    }

    @Test
    void what_a_caller_says_of_its_address_does_not_count() {
        for (var i = 0; i < 4; i++)
            assertThat(forwardedFor("203.0.113." + i).status()).isEqualTo(i < 3 ? 401 : 429);
    }

    @Test
    void the_hosts_of_an_ipv6_network_are_one_address() {
        for (var i = 1; i <= 3; i++) logIn(GUEST, "wrong", "2001:db8:1:2::" + i);
        assertThat(logIn(GUEST, "wrong", "2001:db8:1:2:ffff::1").status()).isEqualTo(429);
        assertThat(logIn(GUEST, "wrong", "2001:db8:1:3::1").status()).isEqualTo(401);
    }

    @Test
    void the_password_of_a_session_cannot_be_guessed_either() {
        var change = "{\"current_password\":\"wrong\",\"new_password\":\"battery\"}";
        for (var i = 0; i < 3; i++) assertThat(updatePassword(change).status()).isEqualTo(403);
        assertThat(updatePassword(change).status()).isEqualTo(429);
        var me = Event.put("/api/me").json("{\"current_password\":\"correct horse\"}");
        assertThat(world.send(me, Role.GUEST).status()).isEqualTo(429);
    }

    @Test
    void registrations_of_an_address_are_limited_taken_names_and_all() {
        for (var i = 0; i < 4; i++)
            assertThat(register("new" + i / 2, HERE).status()).isEqualTo(i % 2 == 0 ? 200 : 409);
        var refused = register("another", HERE);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("900");
        assertThat(register("another", ELSEWHERE).status()).isEqualTo(200);
    }

    @Test
    void of_a_thousand_at_once_no_more_than_twenty_are_hashed() {
        var hashed = new AtomicInteger();
        var logIn = countingLogIn(new InMemoryRateCounter(), hashed);
        hashed.set(0);

        var outcomes = Race.run(1_000, _ -> () -> outcome(logIn));

        assertThat(hashed).hasValue(20);
        assertThat(outcomes).containsOnly("401", "429").filteredOn("401"::equals).hasSize(20);
    }

    private static LogIn countingLogIn(RateCounter counter, AtomicInteger hashed) {
        var settings = AuthSettings.from(new Variables(Identity.environment()));
        var passwords =
                new Passwords(
                        new PasswordEncoder() {
                            @Override
                            public String encode(CharSequence password) {
                                return "hash";
                            }

                            @Override
                            public boolean matches(CharSequence password, String hash) {
                                hashed.incrementAndGet();
                                return false;
                            }
                        });
        var check =
                new CheckPassword(
                        passwords, new LoginThrottle(counter, settings, SettableClock.atNoon()));
        return new LogIn(new InMemoryUserRepository(), passwords, check, null);
    }

    private static String outcome(LogIn logIn) {
        try {
            logIn.logIn(new LoginRequest(GUEST, "wrong"), HERE);
            return "200";
        } catch (Unauthenticated _) {
            return "401";
        } catch (TooMany _) {
            return "429";
        }
    }

    private void tryWrong(String name, String address, int times) {
        for (var i = 0; i < times; i++) logIn(name, "wrong", address);
    }

    private Reply forwardedFor(String address) {
        return Event.post("/api/login")
                .json(credentials(GUEST, "wrong"))
                .with("x-forwarded-for", address)
                .with("forwarded", "for=" + address)
                .with("x-real-ip", address)
                .from(HERE)
                .sentTo(world.function);
    }

    private Reply updatePassword(String change) {
        return world.send(Event.post("/api/update-password").json(change).from(HERE), Role.GUEST);
    }

    private Reply register(String name, String address) {
        return Event.post("/api/register")
                .json(credentials(name, "secret"))
                .from(address)
                .sentTo(world.function);
    }

    private Reply logIn(String name, String password, String address) {
        return Event.post("/api/login")
                .json(credentials(name, password))
                .from(address)
                .sentTo(world.function);
    }

    private static String credentials(String name, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }
}
