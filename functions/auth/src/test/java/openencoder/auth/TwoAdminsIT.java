package openencoder.auth;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.testing.Race;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pairs of admins against each other, each through a warm instance of the function of its own. */
class TwoAdminsIT {
    private static final int INSTANCES = 4;

    private final Map<String, String> environment = environment();
    private final AwsClients aws = new AwsClients(environment);
    private final DynamoUserRepository users =
            new DynamoUserRepository(aws.dynamoDb(), new Tables(environment));
    private final List<AuthLambda> instances =
            IntStream.range(0, INSTANCES).mapToObj(_ -> new AuthLambda(environment)).toList();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void of_two_admins_who_demote_each_other_at_once_one_is_left() {
        for (var pair = 0; pair < 20; pair++) assertOneIsLeft(pair);
    }

    @Test
    @Tag("campaign")
    void of_two_hundred_pairs_one_is_left_of_each() {
        for (var pair = 0; pair < 200; pair++) assertOneIsLeft(pair);
    }

    private void assertOneIsLeft(int pair) {
        var admins = List.of(admin("a" + pair), admin("b" + pair));

        var replies = Race.run(2, i -> () -> send(pair, i, admins.get(i), admins.get(1 - i)));

        assertThat(replies)
                .extracting(Reply::status)
                .allMatch(status -> List.of(200, 401, 403, 404).contains(status))
                .containsOnlyOnce(200);
        assertThat(admins.stream().map(User::id).map(users::find).flatMap(Optional::stream))
                .filteredOn(user -> user.active() && user.role() == Role.ADMIN)
                .hasSize(1);
    }

    /** The one demotes, deactivates or deletes the other. */
    private Reply send(int pair, int racer, User admin, User other) {
        var path = "/api/users/" + other.id();
        var event =
                switch ((pair + racer * (pair / 3)) % 3) {
                    case 0 -> Event.put(path).json("{\"role\":\"guest\"}");
                    case 1 -> Event.put(path).json("{\"active\":false}");
                    default -> Event.of("DELETE", path);
                };
        var instance = instances.get((pair + racer) % INSTANCES);
        return event.bearer(Identity.token(admin, Instant.now())).sentTo(instance);
    }

    private User admin(String name) {
        return users.add(name, "", _ -> Role.ADMIN, Instant.now());
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<>(EmulatedAws.shared().newEnvironment());
        environment.putAll(Identity.environment());
        return environment;
    }
}
