package openencoder.local.stack;

import openencoder.cloud.aws.LocalDynamoDb;
import openencoder.cloud.aws.LocalObjectStore;
import openencoder.cloud.aws.LocalQueue;
import openencoder.local.StackProblem;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The three emulated services on one data folder. */
record LocalAws(LocalDynamoDb dynamoDb, LocalQueue sqs, LocalObjectStore s3)
        implements AutoCloseable {

    /**
     * @param host of this machine by which others reach S3, if they do
     */
    static LocalAws start(Path data, Optional<String> host) {
        var dynamoDb = starting(() -> LocalDynamoDb.in(data.resolve("dynamodb")));
        var sqs = starting(() -> LocalQueue.in(data.resolve("sqs")));
        var s3 = starting(() -> objects(data.resolve("s3"), host));
        try {
            return new LocalAws(dynamoDb.join(), sqs.join(), s3.join());
        } catch (CompletionException failure) {
            closeWhatStarted(dynamoDb);
            closeWhatStarted(sqs);
            closeWhatStarted(s3);
            throw new StackProblem(
                    "An emulator does not start on %s: %s".formatted(data, failure.getCause()),
                    failure.getCause());
        }
    }

    private static LocalObjectStore objects(Path folder, Optional<String> host) {
        return host.map(name -> LocalObjectStore.at(name, folder))
                .orElseGet(() -> LocalObjectStore.in(folder));
    }

    AwsEndpoints endpoints() {
        return new AwsEndpoints(dynamoDb.endpoint(), sqs.endpoint(), s3.endpoint());
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
                    } catch (Exception failure) {
                        throw new IllegalStateException(failure);
                    }
                });
    }
}
