package openencoder.presets;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;

/** The entry as Lambda makes it, from the environment alone, against the emulators. */
class PresetsLambdaIT {
    @Test
    void presets_are_there_from_the_start_and_can_be_added_and_changed() {
        var environment = new HashMap<>(EmulatedAws.shared().newEnvironment());
        environment.putAll(Identity.environment());
        var dynamoDb = new AwsClients(environment).dynamoDb();
        var users = new DynamoUserRepository(dynamoDb, new Tables(environment));
        var token = new People(users, "", Instant.now()).token(Role.OPERATOR);
        var function = new PresetsLambda(environment);

        var list = Event.get("/api/presets").bearer(token).sentTo(function);
        assertThat(list.json().path("count").asInt()).as(list.text()).isEqualTo(5);

        var preset = "{\"name\":\"preset name\",\"data\":{\"raw\":[\"-c:v libx264\"]}}";
        var created = Event.post("/api/presets").json(preset).bearer(token).sentTo(function);
        assertThat(created.json().path("id").asInt()).as(created.text()).isEqualTo(6);

        var renamed =
                Event.post("/api/preset/6")
                        .json("{\"name\":\"h264_main_720p_3000\"}")
                        .bearer(token)
                        .sentTo(function);
        assertThat(renamed.status()).isEqualTo(409);
    }
}
