package openencoder.aws;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.EmulatedAws;

import java.util.Map;

/** An empty AWS of a test's own, and clients whose calls are counted and whose answers get lost. */
public final class Fixture implements AutoCloseable {
    private final Map<String, String> environment = EmulatedAws.shared().newEnvironment();
    private final Calls calls = new Calls();
    private final LostAnswers answers = new LostAnswers();
    private final AwsClients clients = new AwsClients(environment, calls, answers);

    public Map<String, String> environment() {
        return environment;
    }

    public Calls calls() {
        return calls;
    }

    LostAnswers answers() {
        return answers;
    }

    public AwsClients clients() {
        return clients;
    }

    public Tables tables() {
        return new Tables(environment);
    }

    public DynamoJobRepository jobs() {
        return new DynamoJobRepository(clients.dynamoDb(), tables());
    }

    public SqsJobQueue queue() {
        return SqsJobQueue.of(clients, environment);
    }

    public S3ObjectStore store() {
        return new S3ObjectStore(clients);
    }

    @Override
    public void close() {
        clients.close();
    }
}
