package openencoder.machines;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoFleetRepository;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoMachineRepository;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.DynamoWorkerRegistry;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.machine.Providers;
import openencoder.machines.agents.MachineCredentials;
import openencoder.machines.boot.ArtifactsBucket;
import openencoder.machines.boot.UserData;
import openencoder.machines.boot.UserDataFactory;
import openencoder.machines.provider.digitalocean.DigitalOceanProvider;
import openencoder.web.lambda.LambdaEntry;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.Variables;

import java.time.Clock;
import java.time.InstantSource;
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
        aroundSnapshots(SnapshotAware.of(aws::disconnect, aws::reconnect));
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
                new DynamoWorkerRegistry(aws.dynamoDb(), tables),
                providers(variables, aws::secret, clock),
                userData(common, aws, clock),
                MachineCredentials.Role.of(aws, common.workers().roleArn()));
    }

    static UserDataFactory userData(MachinesSettings.Common common, AwsClients aws, Clock clock) {
        var artifacts =
                new ArtifactsBucket(
                        new S3ObjectStore(aws),
                        common.artifactsBucket(),
                        common.deployment().name(),
                        clock);
        return (api, enrolment) -> UserData.of(api, enrolment.text(), artifacts.downloads());
    }

    /** A line for each. */
    static Providers providers(Variables variables, SecretReader secrets, InstantSource clock) {
        return Providers.of(DigitalOceanProvider.from(variables, secrets, clock));
    }
}
