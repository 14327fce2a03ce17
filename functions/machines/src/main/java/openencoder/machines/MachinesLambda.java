package openencoder.machines;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoFleetRepository;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoMachineRepository;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.DynamoWorkerRoster;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.machine.MachineProvider;
import openencoder.machines.agents.MachineCredentials;
import openencoder.machines.boot.ArtifactsBucket;
import openencoder.machines.boot.UserData;
import openencoder.machines.boot.UserDataFactory;
import openencoder.machines.provider.ProviderToken;
import openencoder.machines.provider.digitalocean.DigitalOceanProvider;
import openencoder.machines.provider.digitalocean.DigitalOceanSettings;
import openencoder.machines.provider.digitalocean.Pause;
import openencoder.web.lambda.LambdaEntry;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.Variables;

import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Lambda's entry to the machines function. */
public final class MachinesLambda extends LambdaEntry {
    public MachinesLambda() {
        this(System.getenv());
    }

    public MachinesLambda(Map<String, String> environment) {
        this(environment, new AwsClients(environment), Clock.systemUTC());
    }

    private MachinesLambda(Map<String, String> environment, AwsClients aws, Clock clock) {
        this(environment, onAws(environment, aws, clock), aws::secret, clock);
        aroundSnapshots(aws::disconnect, aws::reconnect);
    }

    /** With other ports than AWS's and the provider's; for tests. */
    MachinesLambda(
            Map<String, String> environment,
            MachinesApplication.Ports ports,
            SecretReader secrets,
            InstantSource clock) {
        super(
                new MachinesApplication(
                        MachinesSettings.from(new Variables(environment)), ports, secrets, clock),
                // The others ask the provider, which counts its calls.
                route -> route.path().equals("/api/fleet"));
    }

    private static MachinesApplication.Ports onAws(
            Map<String, String> environment, AwsClients aws, Clock clock) {
        var tables = new Tables(environment);
        var variables = new Variables(environment);
        var common = MachinesSettings.Common.from(variables);
        return new MachinesApplication.Ports(
                new DynamoMachineRepository(aws.dynamoDb(), tables),
                new DynamoFleetRepository(aws.dynamoDb(), tables),
                new DynamoJobRepository(aws.dynamoDb(), tables),
                new DynamoUserRepository(aws.dynamoDb(), tables),
                new DynamoWorkerRoster(aws.dynamoDb(), tables),
                provider(variables, aws::secret, clock),
                booting(common, aws, clock),
                MachineCredentials.Role.of(aws, common.workers().roleArn()));
    }

    static UserDataFactory booting(MachinesSettings.Common common, AwsClients aws, Clock clock) {
        var artifacts =
                new ArtifactsBucket(
                        new S3ObjectStore(aws),
                        common.artifactsBucket(),
                        common.deployment().name(),
                        clock);
        return (api, enrolment) -> UserData.of(api, enrolment.text(), artifacts.downloads());
    }

    static MachineProvider provider(
            Variables variables, SecretReader secrets, InstantSource clock) {
        var source = variables.required("DIGITALOCEAN_TOKEN", ProviderToken.LOCATION);
        var settings =
                new DigitalOceanSettings(
                        variables
                                .optional("DIGITALOCEAN_ENDPOINT")
                                .map(URI::create)
                                .orElse(DigitalOceanSettings.ENDPOINT),
                        variables.required("DIGITALOCEAN_IMAGE", "the slug of an image"),
                        List.of(),
                        source);
        return new DigitalOceanProvider(
                settings, new ProviderToken(source, secrets, clock), clock, Pause.sleeping());
    }
}
