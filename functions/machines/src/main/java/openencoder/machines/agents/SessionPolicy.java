package openencoder.machines.agents;

import openencoder.job.Commit;
import openencoder.job.Job;
import openencoder.media.ObjectKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a machine may do with the credentials it is given: with some, receive from the jobs queue;
 * with others, work on one attempt at one job. Without an address they hold wherever they are used.
 */
public final class SessionPolicy {
    /** STS takes no more characters. */
    static final int LONGEST = 2_048;

    private static final int LONGEST_KEY = 500;
    private static final int SHORTER_BY = 20;

    private static final List<String> QUEUE_ACTIONS =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility");
    private static final List<String> ROW_ACTIONS = List.of("dynamodb:GetItem", "dynamodb:PutItem");
    private static final List<String> FILE_ACTIONS =
            List.of(
                    "s3:GetObject",
                    "s3:PutObject",
                    "s3:AbortMultipartUpload",
                    "s3:ListMultipartUploadParts");

    private final AgentSettings workers;
    private final Arns arns;

    SessionPolicy(AgentSettings workers) {
        this.workers = workers;
        arns = Arns.of(workers);
    }

    /**
     * @param address of the machine
     */
    String queue(Optional<String> address) {
        var queue = arns.queue(workers.queueUrl());
        return document(List.of(PolicyText.allow(QUEUE_ACTIONS, List.of(queue))), address);
    }

    /**
     * @param job as claimed
     * @param address of the machine
     */
    String job(Job job, Optional<String> address) {
        return IntStream.iterate(LONGEST_KEY, most -> most >= 0, most -> most - SHORTER_BY)
                .mapToObj(most -> document(statements(job, most), address))
                .filter(text -> text.length() <= LONGEST)
                .findFirst()
                .orElseThrow();
    }

    private static String document(List<String> statements, Optional<String> address) {
        return PolicyText.document(
                Stream.concat(statements.stream(), address.stream().map(PolicyText::onlyFrom))
                        .toList());
    }

    private List<String> statements(Job job, int longestKey) {
        var staged = staged(job);
        var source = job.source().in(workers.sourceBucket());
        var files = new ArrayList<>(staged.stream().map(this::below).toList());
        files.addAll(manifests(job).stream().map(this::whole).toList());
        files.addAll(destinations(job, longestKey));
        return List.of(
                PolicyText.allow(ROW_ACTIONS, List.of(arns.table(workers.jobsTable())), rowOf(job)),
                PolicyText.allow(List.of("s3:GetObject"), List.of(object(source, longestKey))),
                PolicyText.allow(FILE_ACTIONS, files),
                PolicyText.allow(
                        List.of("s3:DeleteObject"), staged.stream().map(this::below).toList()),
                PolicyText.allow(
                        List.of("s3:ListBucket"),
                        List.of(arns.bucket(workers.destinationBucket())),
                        prefixes(staged)));
    }

    private static String rowOf(Job job) {
        return ("\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"%s\"]},"
                        + "\"Null\":{\"dynamodb:LeadingKeys\":\"false\"}")
                .formatted(job.id());
    }

    private static String prefixes(List<ObjectKey> staged) {
        var keys = staged.stream().map(folder -> folder.key() + "*").toList();
        return "\"StringLike\":{\"s3:prefix\":%s}".formatted(PolicyText.oneOrMore(keys));
    }

    private List<ObjectKey> staged(Job job) {
        return attempts(job)
                .map(attempt -> job.stagedUnder(workers.destinationBucket(), attempt))
                .toList();
    }

    private List<ObjectKey> manifests(Job job) {
        return attempts(job)
                .map(attempt -> job.manifestAt(workers.destinationBucket(), attempt))
                .toList();
    }

    /** This attempt and the one that is being published. */
    private static Stream<Integer> attempts(Job job) {
        var committed = job.commit().map(Commit::attempt);
        return Stream.concat(Stream.of(job.attempt()), committed.stream()).distinct();
    }

    private String whole(ObjectKey key) {
        return arns.bucket(key.bucket()) + "/" + key.key();
    }

    private String below(ObjectKey folder) {
        return arns.bucket(folder.bucket()) + "/" + folder.key() + "*";
    }

    private String object(ObjectKey key, int longest) {
        return arns.bucket(key.bucket()) + "/" + PolicyText.literal(key.key(), longest);
    }

    /** The published file or, of a film in segments, the playlist and what is named after it. */
    private List<String> destinations(Job job, int longest) {
        var outputs = job.outputs().in(workers.destinationBucket());
        var main = object(outputs.main(), longest);
        if (!outputs.format().isSegmented()) return List.of(main);
        var others = object(outputs.prefix().resolve("_"), longest);
        return List.of(main, others.endsWith("*") ? others : others + "*");
    }
}
