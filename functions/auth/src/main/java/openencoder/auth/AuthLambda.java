package openencoder.auth;

import openencoder.account.RateCounter;
import openencoder.account.UserRepository;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoRateCounter;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.web.lambda.LambdaEntry;
import openencoder.web.priming.PrimingRequest;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.Variables;

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
                new DynamoRateCounter(aws.dynamoDb(), new Tables(environment)),
                aws::secret,
                Clock.systemUTC());
        aroundSnapshots(SnapshotAware.of(aws::disconnect, aws::reconnect));
    }

    /** With other ports than AWS's; for tests. */
    AuthLambda(
            Map<String, String> environment,
            UserRepository users,
            RateCounter tries,
            SecretReader secrets,
            InstantSource clock) {
        super(
                new AuthApplication(
                        AuthSettings.from(new Variables(environment)),
                        users,
                        tries,
                        secrets,
                        clock),
                PrimingRequest.post("/api/register", REFUSED),
                PrimingRequest.post("/api/login", REFUSED));
    }
}
