package openencoder.worker.agent;

import openencoder.job.Commit;
import openencoder.job.Job;
import openencoder.job.Output;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore.Publication;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Brings the files of an attempt to where their user wants them, in two steps: staged under the
 * attempt's own prefix, and once they are committed, copied from there.
 */
public final class Publisher {
    private final Storage storage;
    private final String destinationBucket;

    public Publisher(Storage storage, String destinationBucket) {
        this.storage = storage;
        this.destinationBucket = destinationBucket;
    }

    /**
     * To be asked early: once committed, a job can only complete. Our own bucket shows by itself
     * whether it takes files.
     */
    void checkDestination(Job job) {
        var to = mainKey(job);
        if (!to.bucket().equals(destinationBucket)) storage.checkWritable(to);
    }

    /**
     * @param files the main one first
     * @param sent told the bytes sent of all files together; may throw to stop
     */
    Commit stage(Job job, List<MadeFile> files, LongConsumer sent) {
        var outputs = new ArrayList<Output>();
        var before = 0L;
        for (var file : files) {
            var offset = before;
            var to = outputs.isEmpty() ? mainKey(job) : beside(mainKey(job), file.path());
            outputs.add(stage(job, file, to, bytes -> sent.accept(offset + bytes)));
            before += Storage.sizeOf(file.path());
        }
        return new Commit(job.attempt(), outputs);
    }

    private Output stage(Job job, MadeFile file, ObjectKey to, LongConsumer sent) {
        var digest = Sha256.begin(file.path());
        storage.upload(file.path(), staged(job, job.attempt(), to), file.contentType(), sent);
        return new Output(
                to,
                Storage.sizeOf(file.path()),
                digest.join(),
                file.probe().flatMap(Probe::duration),
                file.probe()
                        .flatMap(probe -> probe.first(Probe.Kind.VIDEO))
                        .map(v -> new Output.Video(v.codec(), v.width(), v.height())),
                file.probe().flatMap(probe -> probe.first(Probe.Kind.AUDIO)).map(a -> a.codec()));
    }

    /** Copies the committed files, segments before the playlist that names them. */
    void publish(Job job, Commit commit) {
        var publication = new Publication(job.guid(), commit.attempt());
        for (var output : commit.outputs().reversed())
            storage.publish(staged(job, commit.attempt(), output.key()), output.key(), publication);
    }

    void removeStaged(Job job, int attempt) {
        storage.removeAll(job.stagedUnder(destinationBucket, attempt));
    }

    private ObjectKey staged(Job job, int attempt, ObjectKey to) {
        return job.stagedUnder(destinationBucket, attempt).resolve(to.fileName());
    }

    private ObjectKey mainKey(Job job) {
        var dest = job.dest().in(destinationBucket);
        return job.dest().isPrefix() ? dest.resolve(job.preset().output()) : dest;
    }

    private static ObjectKey beside(ObjectKey main, Path file) {
        var folder = main.key().substring(0, main.key().lastIndexOf('/') + 1);
        return new ObjectKey(main.bucket(), folder + file.getFileName());
    }
}
