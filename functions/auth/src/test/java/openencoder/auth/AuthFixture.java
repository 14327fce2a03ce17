package openencoder.auth;

import openencoder.account.Role;
import openencoder.account.Standing;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.testing.InMemoryRateCounter;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;
import openencoder.web.testing.Reply;

import java.util.Map;

/** The auth function on in-memory twins, with a user of each role and one password for all. */
final class AuthFixture {
    static final String PASSWORD = "correct horse";
    private static final String HASH = new Passwords().hash(PASSWORD);

    final SettableClock clock = SettableClock.atNoon();
    final InMemoryUserRepository users = new InMemoryUserRepository();
    final People people = new People(users, HASH, clock.instant());
    final AuthLambda function;

    AuthFixture() {
        this(Map.of());
    }

    /**
     * @param more of the environment
     */
    AuthFixture(Map<String, String> more) {
        users.add("waiting@example.com", AuthFixture::waiting, clock.instant());
        function = function(users, clock, more);
    }

    /** As on the embedded stack: the first user is an admin, the others operators. */
    static AuthLambda function(InMemoryUserRepository users, SettableClock clock) {
        return function(users, clock, Map.of());
    }

    static AuthLambda function(
            InMemoryUserRepository users, SettableClock clock, Map<String, String> more) {
        var environment = Identity.environment();
        environment.put("FIRST_USER_ROLE", "admin");
        environment.put("NEW_USER_ROLE", "operator");
        environment.put("REGISTRATION", "open");
        environment.put("MIN_PASSWORD_LENGTH", "3");
        environment.putAll(more);
        return new AuthLambda(environment, users, new InMemoryRateCounter(), _ -> "", clock);
    }

    private static User waiting(UserId id) {
        return User.registered(
                id,
                "waiting@example.com",
                HASH,
                Role.GUEST,
                Standing.AWAITING_APPROVAL,
                SettableClock.atNoon().instant());
    }

    Reply send(Event event, Role role) {
        return event.bearer(people.token(role)).sentTo(function);
    }
}
