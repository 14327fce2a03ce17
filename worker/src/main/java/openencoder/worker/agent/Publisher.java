package openencoder.worker.agent;

import openencoder.job.Commit;
import openencoder.job.Job;
import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore.Copy;
import openencoder.media.ObjectStore.Upload;
import openencoder.media.Sha256;
import openencoder.media.StreamKind;
import openencoder.output.Made;
import openencoder.output.Manifest;
import openencoder.output.Output;
import openencoder.output.OutputKind;
import openencoder.output.OutputSet;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Brings the files of an attempt to where their user wants them, in two steps: staged under the
 * attempt's own prefix, with a manifest of them, and once that is committed, copied from there.
 */
public final class Publisher {
    private static final String MANIFEST = "manifest.json";
    private static final int LOOKED_AT = 100;

    private final Storage storage;
    private final String destinationBucket;

    public Publisher(Storage storage, String destinationBucket) {
        this.storage = storage;
        this.destinationBucket = destinationBucket;
    }

    /**
     * To be asked early, before anything is loaded or encoded in vain: whether the main file and
     * the first of the others, whose names are known, could be published.
     */
    void checkDestination(Job job) {
        var outputs = outputs(job);
        storage.checkWritable(outputs.main());
        storage.checkFree(
                outputs.firstPublished(), job.publicationOf(job.attempt()), job.asked().ifExists());
    }

    /**
     * @param files the main one first
     * @param sent told the bytes sent of all files together; may throw to stop
     */
    Commit stage(Job job, List<MadeFile> files, LongConsumer sent) {
        var outputs = outputs(job);
        var folder = job.stagedUnder(destinationBucket, job.attempt());
        var entries = new ArrayList<Manifest.Entry>();
        var uploads = new ArrayList<Upload>();
        for (var made : files) {
            var file = asPublished(outputs, made);
            var output = output(outputs, made, file);
            entries.add(new Manifest.Entry(made.path(), output));
            uploads.add(new Upload(file, folder.resolve(made.path()), output.contentType()));
        }
        storage.uploadAll(uploads, sent);
        var manifest = new Manifest(job.guid(), job.attempt(), entries);
        var sha256 = storage.write(manifest, folder.resolve(MANIFEST));
        return new Commit(job.attempt(), manifest.summary(sha256));
    }

    /** A playlist with the names that its files will have; any other file as it is. */
    private static Path asPublished(OutputSet outputs, MadeFile made) {
        var isPlaylist =
                outputs.format().isSegmented() && outputs.kindOf(made.path()) == OutputKind.MAIN;
        if (!isPlaylist || !outputs.isRenamed()) return made.file();
        try {
            var text = outputs.publishedPlaylist(Files.readString(made.file()));
            return Files.writeString(made.file().resolveSibling("published.m3u8"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Output output(OutputSet outputs, MadeFile made, Path file) {
        var video = made.probe().flatMap(probe -> probe.first(StreamKind.VIDEO));
        return new Output(
                outputs.publishedAt(made.path()),
                outputs.kindOf(made.path()),
                outputs.contentType(made.path()),
                Storage.sizeOf(file),
                Sha256.of(file),
                made.probe().flatMap(Probe::duration),
                video.map(v -> new Output.Video(v.codec(), v.width(), v.height())),
                made.probe().flatMap(probe -> probe.first(StreamKind.AUDIO)).map(a -> a.codec()));
    }

    /**
     * Copies the committed files, no file before those that it names; the main one last.
     *
     * @param beginning run before the first of them, unless their list or the place for them is not
     *     there
     * @throws StagedFilesGone if they are not there any more
     */
    void publish(Job job, Commit commit, Runnable beginning) {
        var publication = job.publicationOf(commit.attempt());
        var rule = job.asked().ifExists();
        var folder = job.stagedUnder(destinationBucket, commit.attempt());
        var kept = job.manifestAt(destinationBucket, commit.attempt());
        var turns =
                switch (commit.made()) {
                    case Made.Inline inline ->
                            Manifest.of(job.guid(), commit.attempt(), inline).turns();
                    case Made.Listed listed -> {
                        var staged = folder.resolve(MANIFEST);
                        var manifest = storage.read(staged, kept, listed.manifestSha256());
                        storage.publishAll(
                                List.of(new Copy(staged, kept)), publication, IfExists.REPLACE);
                        yield manifest.turns();
                    }
                };
        storage.checkWritable(commit.made().main().key());
        storage.checkFree(lastAndSomeBefore(turns), publication, rule);
        beginning.run();
        for (var turn : turns) storage.publishAll(copies(folder, turn), publication, rule);
    }

    // Each copy is decided by itself; to look at all of 20,000 files before would take a minute.
    private static List<ObjectKey> lastAndSomeBefore(List<List<Manifest.Entry>> turns) {
        return turns.reversed().stream()
                .flatMap(List::stream)
                .limit(LOOKED_AT)
                .map(file -> file.output().key())
                .toList();
    }

    private static List<Copy> copies(ObjectKey folder, List<Manifest.Entry> files) {
        return files.stream()
                .map(file -> new Copy(folder.resolve(file.path()), file.output().key()))
                .toList();
    }

    void removeStaged(Job job, int attempt) {
        storage.removeAll(job.stagedUnder(destinationBucket, attempt));
    }

    private OutputSet outputs(Job job) {
        return job.outputs().in(destinationBucket);
    }
}
