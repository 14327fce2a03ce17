package openencoder.aws;

import openencoder.cloud.aws.EmulatedAws;

import java.util.Map;

/** An empty AWS of a test's own, and clients whose calls are counted and whose answers get lost. */
final class Fixture implements AutoCloseable {
    private final Map<String, String> environment = EmulatedAws.shared().newEnvironment();
    private final Calls calls = new Calls();
    private final LostAnswers answers = new LostAnswers();
    private final AwsClients clients = new AwsClients(environment, calls, answers);

    Map<String, String> environment() {
        return environment;
    }

    Calls calls() {
        return calls;
    }

    LostAnswers answers() {
        return answers;
    }

    AwsClients clients() {
        return clients;
    }

    Tables tables() {
        return new Tables(environment);
    }

    DynamoJobRepository jobs() {
        return new DynamoJobRepository(clients.dynamoDb(), tables());
    }

    SqsJobQueue queue() {
        return SqsJobQueue.of(clients, environment);
    }

    S3ObjectStore store() {
        return new S3ObjectStore(clients);
    }

    @Override
    public void close() {
        clients.close();
    }
}
