package openencoder.bench.storm;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.bench.RunningStack;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.media.ObjectKey;
import openencoder.page.PageRequest;
import openencoder.sweeper.Sweeper;
import openencoder.sweeper.Swept;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running stack's tables, queues and buckets, past everything that may be broken on the way. */
final class UnbrokenStack implements AutoCloseable {
    private static final int PAGE = 100;
    private static final Duration LATER = Duration.ofHours(25);

    private final Map<String, String> environment;
    private final AwsClients clients;
    private final DynamoJobRepository jobs;
    private final SqsJobQueue queue;
    private final SqsJobQueue deadLetters;
    private final S3ObjectStore store;

    UnbrokenStack(RunningStack stack) throws IOException {
        environment = stack.environment();
        clients = new AwsClients(environment);
        jobs = new DynamoJobRepository(clients.dynamoDb(), new Tables(environment));
        queue = SqsJobQueue.of(clients, environment);
        deadLetters = new SqsJobQueue(clients, stack.deadLetterQueueUrl());
        store = new S3ObjectStore(clients);
    }

    /** Every job there is, the newest first. */
    List<Job> jobs() {
        var all = new ArrayList<Job>();
        for (var page = 1; ; page++) {
            var found = jobs.page(new PageRequest(page, PAGE), JobFilter.ALL);
            all.addAll(found.items());
            if ((long) page * PAGE >= found.total()) return all;
        }
    }

    /** One more message about the job. */
    void announce(long job) {
        queue.send(new JobId(job));
    }

    long deadMessages() {
        return queue.depth().dead();
    }

    /** Stores a film among the sources and answers its {@code s3://} name. */
    String bring(Path film) {
        var name = film.getFileName().toString();
        store.upload(
                film, new ObjectKey(environment.get("SOURCE_BUCKET"), name), "video/mp4", _ -> {});
        return "s3:///" + name;
    }

    /** What the sweeper does a day later, when no worker can be uploading any more. */
    Swept sweepTomorrow() {
        return new Sweeper(
                        jobs,
                        queue,
                        deadLetters,
                        store,
                        environment.get("DESTINATION_BUCKET"),
                        Clock.offset(Clock.systemUTC(), LATER))
                .sweep();
    }

    Destination destination() {
        return Destination.of(clients.s3(), store, environment.get("DESTINATION_BUCKET"));
    }

    @Override
    public void close() {
        clients.close();
    }
}
