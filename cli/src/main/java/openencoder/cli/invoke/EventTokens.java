package openencoder.cli.invoke;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.cli.command.CommandFailed;
import openencoder.local.keys.StackTokens;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What stands for {@code ${OPERATOR_TOKEN}} and its like in an event: an access token of a new user
 * with that role.
 */
record EventTokens(UserRepository users, StackTokens tokens, Instant now) {

    private static final String SUFFIX = "_TOKEN";

    /**
     * @param name such as {@code OPERATOR_TOKEN}, or {@code EXPIRED_TOKEN} for an operator's of
     *     yesterday
     * @throws CommandFailed if no role has that name
     */
    String named(String name) {
        if (name.equals("EXPIRED" + SUFFIX))
            return tokens.of(user(Role.OPERATOR), now.minus(Duration.ofDays(1)));
        var role =
                Role.ofWireName(name.replace(SUFFIX, "").toLowerCase(Locale.ROOT))
                        .orElseThrow(
                                () ->
                                        new CommandFailed(
                                                "There is no ${%s}: it names no role."
                                                        .formatted(name)));
        return tokens.of(user(role), now);
    }

    private User user(Role role) {
        return users.add(role.wireName() + "@example.com", "", _ -> role, now);
    }
}
