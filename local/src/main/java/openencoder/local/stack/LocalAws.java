package openencoder.local.stack;

import openencoder.emulators.Endpoint;
import openencoder.emulators.LocalDynamoDb;
import openencoder.emulators.LocalObjectStore;
import openencoder.emulators.LocalQueue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The three emulated services on one data folder. */
record LocalAws(LocalDynamoDb dynamoDb, LocalQueue sqs, LocalObjectStore s3)
        implements AutoCloseable {

    static LocalAws start(Path data) {
        var dynamoDb = starting(() -> LocalDynamoDb.in(data.resolve("dynamodb")));
        var sqs = starting(() -> LocalQueue.in(data.resolve("sqs")));
        var s3 = starting(() -> LocalObjectStore.in(data.resolve("s3")));
        try {
            return new LocalAws(dynamoDb.join(), sqs.join(), s3.join());
        } catch (CompletionException e) {
            closeWhatStarted(dynamoDb);
            closeWhatStarted(sqs);
            closeWhatStarted(s3);
            throw new StackProblem(
                    "An emulator does not start on %s: %s".formatted(data, e.getCause()),
                    e.getCause());
        }
    }

    /** What a program needs to find the services; the names are the SDK's own. */
    Map<String, String> environment() {
        var store = s3.endpoint();
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_REGION", store.region());
        environment.put("AWS_ACCESS_KEY_ID", store.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", store.secretAccessKey());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", uri(dynamoDb.endpoint()));
        environment.put("AWS_ENDPOINT_URL_SQS", uri(sqs.endpoint()));
        environment.put("AWS_ENDPOINT_URL_S3", uri(store));
        return environment;
    }

    /** As the emulated SQS composes them. */
    String queueUrl(String name) {
        return "%s/%s/%s".formatted(sqs.endpoint().uri(), LocalQueue.ACCOUNT, name);
    }

    String arn(String service, String resource) {
        return switch (service) {
            case "s3" -> "arn:aws:s3:::" + resource;
            default ->
                    "arn:aws:%s:%s:%s:%s"
                            .formatted(
                                    service, s3.endpoint().region(), LocalQueue.ACCOUNT, resource);
        };
    }

    @Override
    public void close() {
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(dynamoDb::close, LocalAws::onItsOwnThread),
                        CompletableFuture.runAsync(sqs::close, LocalAws::onItsOwnThread),
                        CompletableFuture.runAsync(s3::close, LocalAws::onItsOwnThread))
                .join();
    }

    private static <T> CompletableFuture<T> starting(Supplier<T> service) {
        return CompletableFuture.supplyAsync(service, LocalAws::onItsOwnThread);
    }

    private static void onItsOwnThread(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }

    private static void closeWhatStarted(CompletableFuture<? extends AutoCloseable> service) {
        service.thenAccept(
                started -> {
                    try {
                        started.close();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static String uri(Endpoint endpoint) {
        return endpoint.uri().toString();
    }
}
