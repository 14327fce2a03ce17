package openencoder.auth;

import openencoder.account.RateCounter;
import openencoder.refusal.TooMany;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Stops those who try too often, before any password is hashed for them. A right password costs
 * nothing, and whether an account exists makes no difference.
 *
 * <p>Others cannot lock a user out: the narrow limit is that of an account from one address, and
 * the wide one of an account does not count where its owner logged in lately.
 */
final class LoginThrottle {
    /** How long an address stays one that the owner is known to use. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final RateCounter tries;
    private final ThrottleSettings limits;
    private final InstantSource clock;

    LoginThrottle(RateCounter tries, AuthSettings settings, InstantSource clock) {
        this.tries = tries;
        this.limits = settings.limits();
        this.clock = clock;
    }

    /**
     * Counts a password that is about to be checked.
     *
     * @throws TooMany {@code login.too_many}
     */
    void password(String username, String address) {
        var keys = new Keys(username, address);
        // in this order, what is refused uses up nothing that others need
        count(keys.ofBoth(), limits.tries());
        count(keys.ofAddress(), limits.triesPerAddress());
        var wide = tries.add(keys.ofAccount(), limits.window(), clock.instant());
        if (wide.count() > limits.triesPerAccount() && !isKnown(keys)) throw tooMany(wide);
    }

    /** Takes back what {@link #password} counted: the password was right. */
    void passwordWasRight(String username, String address) {
        var keys = new Keys(username, address);
        var now = clock.instant();
        tries.takeBack(keys.ofAddress(), now);
        tries.takeBack(keys.ofBoth(), now);
        tries.takeBack(keys.ofAccount(), now);
        if (!isKnown(keys)) tries.add(keys.ofKnown(), REMEMBERED, now);
    }

    /**
     * Counts a name that is about to be registered.
     *
     * @throws TooMany {@code registration.too_many}
     */
    void registration(String address) {
        var counted = tries.add("registration|" + address, limits.window(), clock.instant());
        if (counted.count() > limits.registrationsPerAddress())
            throw new TooMany(
                    "registration.too_many",
                    "Too many names were registered from here; try again later.",
                    left(counted));
    }

    private void count(String key, int most) {
        var counted = tries.add(key, limits.window(), clock.instant());
        if (counted.count() > most) throw tooMany(counted);
    }

    private boolean isKnown(Keys keys) {
        return tries.find(keys.ofKnown(), clock.instant()).isPresent();
    }

    private TooMany tooMany(RateCounter.Count counted) {
        return new TooMany(
                "login.too_many",
                "Too many wrong passwords; try again later, or from another address.",
                left(counted));
    }

    private Duration left(RateCounter.Count counted) {
        return Duration.between(clock.instant(), counted.until());
    }

    private record Keys(String account, String address) {
        Keys {
            account = UsernamePolicy.canonical(account).toLowerCase(Locale.ROOT);
        }

        String ofAddress() {
            return "address|" + address;
        }

        String ofAccount() {
            return "account|" + account;
        }

        String ofBoth() {
            return "both|" + address + "|" + account;
        }

        String ofKnown() {
            return "known|" + address + "|" + account;
        }
    }
}
