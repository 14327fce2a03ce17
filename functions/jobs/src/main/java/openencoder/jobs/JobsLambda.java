package openencoder.jobs;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoMachineRepository;
import openencoder.aws.dynamo.DynamoOpenJobs;
import openencoder.aws.dynamo.DynamoPresetRepository;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.DynamoWorkerRegistry;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.preset.SeedPresets;
import openencoder.preset.SeededPresets;
import openencoder.web.lambda.LambdaEntry;
import openencoder.web.priming.PrimingRequest;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.Variables;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** Lambda's entry to the jobs function. */
public final class JobsLambda extends LambdaEntry {
    private static final String ORDER =
            """
            {"preset":"%s", "source":"s3:///film.mp4", "dest":"s3:///out/"}\
            """
                    .formatted(SeedPresets.ALL.getFirst().name());

    public JobsLambda() {
        this(System.getenv());
    }

    public JobsLambda(Map<String, String> environment) {
        this(environment, new AwsClients(environment), Clock.systemUTC());
    }

    private JobsLambda(Map<String, String> environment, AwsClients aws, Clock clock) {
        this(environment, onAws(environment, aws, clock), aws::secret, clock);
        aroundSnapshots(SnapshotAware.of(aws::disconnect, aws::reconnect));
    }

    /** With other ports than AWS's; for tests. */
    JobsLambda(
            Map<String, String> environment,
            JobsApplication.Ports ports,
            SecretReader secrets,
            InstantSource clock) {
        super(
                new JobsApplication(
                        JobsSettings.from(new Variables(environment)), ports, secrets, clock),
                PrimingRequest.post("/api/jobs?dry_run=true", ORDER),
                PrimingRequest.post("/api/uploads", "{\"filename\":\"film.mp4\"}"));
    }

    private static JobsApplication.Ports onAws(
            Map<String, String> environment, AwsClients aws, Clock clock) {
        var tables = new Tables(environment);
        var queue = new Variables(environment).required("JOBS_QUEUE_URL", "the jobs queue's URL");
        return new JobsApplication.Ports(
                new DynamoJobRepository(aws.dynamoDb(), tables),
                new DynamoOpenJobs(aws.dynamoDb(), tables),
                new SeededPresets(new DynamoPresetRepository(aws.dynamoDb(), tables), clock),
                new DynamoUserRepository(aws.dynamoDb(), tables),
                new DynamoWorkerRegistry(aws.dynamoDb(), tables),
                new DynamoMachineRepository(aws.dynamoDb(), tables),
                new SqsJobQueue(aws, queue),
                new S3ObjectStore(aws));
    }
}
