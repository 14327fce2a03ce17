package openencoder.auth;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoTryCounter;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.account.TryCounter;
import openencoder.account.UserRepository;
import openencoder.web.HarmlessRequest;
import openencoder.web.LambdaEntry;
import openencoder.web.SecretReader;
import openencoder.web.Variables;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** Lambda's entry to the auth function. */
public final class AuthLambda extends LambdaEntry {
    private static final String REFUSED = "{\"username\":\"nobody\"}";

    public AuthLambda() {
        this(System.getenv());
    }

    public AuthLambda(Map<String, String> environment) {
        this(environment, new AwsClients(environment));
    }

    private AuthLambda(Map<String, String> environment, AwsClients aws) {
        this(
                environment,
                new DynamoUserRepository(aws.dynamoDb(), new Tables(environment)),
                new DynamoTryCounter(aws.dynamoDb(), new Tables(environment)),
                aws::secret,
                Clock.systemUTC());
        aroundSnapshots(aws::disconnect, aws::reconnect);
    }

    /** With other ports than AWS's; for tests. */
    AuthLambda(
            Map<String, String> environment,
            UserRepository users,
            TryCounter tries,
            SecretReader secrets,
            InstantSource clock) {
        super(
                new AuthApplication(
                        AuthSettings.from(new Variables(environment)),
                        users,
                        tries,
                        secrets,
                        clock),
                HarmlessRequest.post("/api/register", REFUSED),
                HarmlessRequest.post("/api/login", REFUSED));
    }
}
