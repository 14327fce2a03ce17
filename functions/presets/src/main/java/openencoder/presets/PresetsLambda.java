package openencoder.presets;

import openencoder.account.UserRepository;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoPresetRepository;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.preset.PresetRepository;
import openencoder.preset.SeededPresets;
import openencoder.web.lambda.LambdaEntry;
import openencoder.web.priming.PrimingRequest;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.Variables;
import openencoder.web.settings.WebSettings;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** Lambda's entry to the presets function. */
public final class PresetsLambda extends LambdaEntry {
    private static final String REFUSED =
            """
            {"name":"", "data":{"raw":["-c:v libx264", "-vf scale=-2:360"]}, "output":"mp4"}\
            """;

    public PresetsLambda() {
        this(System.getenv());
    }

    public PresetsLambda(Map<String, String> environment) {
        this(environment, new AwsClients(environment), new Tables(environment));
    }

    private PresetsLambda(Map<String, String> environment, AwsClients aws, Tables tables) {
        this(
                environment,
                new DynamoPresetRepository(aws.dynamoDb(), tables),
                new DynamoUserRepository(aws.dynamoDb(), tables),
                aws::secret,
                Clock.systemUTC());
        aroundSnapshots(SnapshotAware.of(aws::disconnect, aws::reconnect));
    }

    /** With other ports than AWS's; for tests. */
    PresetsLambda(
            Map<String, String> environment,
            PresetRepository presets,
            UserRepository users,
            SecretReader secrets,
            InstantSource clock) {
        super(
                new PresetsApplication(
                        WebSettings.from(new Variables(environment)),
                        new SeededPresets(presets, clock),
                        users,
                        secrets,
                        clock),
                PrimingRequest.post("/api/presets", REFUSED));
    }
}
