package openencoder.sweeper;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.schedule.ScheduledEntry;
import openencoder.web.settings.Variables;

import java.time.Clock;
import java.util.Map;

/** Lambda's entry to the sweeper. */
public final class SweeperLambda extends ScheduledEntry {
    public SweeperLambda() {
        this(System.getenv());
    }

    public SweeperLambda(Map<String, String> environment) {
        this(new Variables(environment), new Tables(environment), new AwsClients(environment));
    }

    private SweeperLambda(Variables variables, Tables tables, AwsClients aws) {
        var sweeper =
                new SweeperApplication(
                        new DynamoJobRepository(aws.dynamoDb(), tables),
                        queue(variables, "JOBS_QUEUE_URL", "the jobs queue's URL", aws),
                        queue(variables, "DEAD_LETTER_QUEUE_URL", "its dead letters' URL", aws),
                        new S3ObjectStore(aws),
                        variables.required("DESTINATION_BUCKET", "the bucket that jobs write to"),
                        Clock.systemUTC());
        super(sweeper, SnapshotAware.of(aws::disconnect, aws::reconnect));
    }

    private static SqsJobQueue queue(
            Variables variables, String name, String meaning, AwsClients aws) {
        return new SqsJobQueue(aws, variables.required(name, meaning));
    }
}
