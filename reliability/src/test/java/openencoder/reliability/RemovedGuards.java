package openencoder.reliability;

import openencoder.job.IdempotencyKey;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.page.Page;
import openencoder.page.PageRequest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The system without one of the things that keep it right: what the model has to notice. */
final class RemovedGuards {
    private RemovedGuards() {}

    /** Whoever writes last wins, whatever was read before. */
    static Ground writesAreUnconditional(Ground ground) {
        return ground.withJobs(new LastWriterWins(ground.jobs()));
    }

    /** Every attempt's files wait in the same place. */
    static Ground attemptsShareAPlace(Ground ground) {
        return ground.withStore(new OneStagingPlace(ground.store()));
    }

    /** A publication overwrites whatever is there. */
    static Ground publicationsAreUnconditional(Ground ground) {
        return ground.withStore(new PlainCopies(ground.store()));
    }

    /** A message is gone as soon as it is received. */
    static Ground messagesAreDeletedOnReceive(Ground ground) {
        return ground.withQueue(new ForgetfulQueue(ground.queue()));
    }

    private record LastWriterWins(JobRepository jobs) implements JobRepository {
        @Override
        public Optional<Job> replace(Job moved) {
            return jobs.find(moved.id())
                    .flatMap(stored -> jobs.replace(moved.withRevision(stored.revision())));
        }

        @Override
        public Job add(NewJob job, Instant now) {
            return jobs.add(job, now);
        }

        @Override
        public Added add(NewJob job, IdempotencyKey key, Instant now) {
            return jobs.add(job, key, now);
        }

        @Override
        public Optional<Job> find(JobId id) {
            return jobs.find(id);
        }

        @Override
        public Page<Job> page(PageRequest request, JobFilter filter) {
            return jobs.page(request, filter);
        }

        @Override
        public Map<JobStatus, Long> counts() {
            return jobs.counts();
        }

        @Override
        public List<JobId> due(Instant now, int limit) {
            return jobs.due(now, limit);
        }
    }

    private record ForgetfulQueue(JobQueue queue) implements JobQueue {
        @Override
        public Optional<Delivery> receive(Duration wait) {
            var delivery = queue.receive(wait);
            delivery.ifPresent(queue::delete);
            return delivery;
        }

        @Override
        public void send(JobId job) {
            queue.send(job);
        }

        @Override
        public void extend(Delivery delivery, Duration hidden) {
            queue.extend(delivery, hidden);
        }

        @Override
        public void release(Delivery delivery) {
            queue.release(delivery);
        }

        @Override
        public void delete(Delivery delivery) {
            queue.delete(delivery);
        }

        @Override
        public Depth depth() {
            return queue.depth();
        }
    }

    private static final class OneStagingPlace extends PassedOn {
        private static final String PLACE = "any/";

        OneStagingPlace(ObjectStore store) {
            super(store);
        }

        @Override
        ObjectKey at(ObjectKey key) {
            var isStaged = key.key().startsWith(MediaUri.RESERVED_PREFIX + "attempts/");
            return isStaged
                    ? new ObjectKey(
                            key.bucket(),
                            key.key().replaceFirst("(attempts/[^/]+/)\\d+/", "$1" + PLACE))
                    : key;
        }

        /** For whoever asks for all attempts there is none: nobody could tell whose it is. */
        @Override
        public List<ObjectKey> list(ObjectKey prefix) {
            var place = at(prefix);
            if (place.key().endsWith(PLACE)) return store.list(place);
            return store.list(prefix).stream()
                    .filter(key -> !key.key().contains("/" + PLACE))
                    .toList();
        }
    }

    private static final class PlainCopies extends PassedOn {
        PlainCopies(ObjectStore store) {
            super(store);
        }

        @Override
        public boolean publish(ObjectKey staged, ObjectKey to, Publication publication) {
            store.head(staged).orElseThrow(() -> new NoSuchObject(staged));
            store.delete(to);
            return store.publish(staged, to, publication);
        }
    }

    private static class PassedOn implements ObjectStore {
        final ObjectStore store;

        PassedOn(ObjectStore store) {
            this.store = store;
        }

        ObjectKey at(ObjectKey key) {
            return key;
        }

        @Override
        public Optional<Stored> head(ObjectKey key) {
            return store.head(at(key));
        }

        @Override
        public void download(ObjectKey key, Path file, LongConsumer received) {
            store.download(at(key), file, received);
        }

        @Override
        public void upload(Path file, ObjectKey key, String contentType, LongConsumer sent) {
            store.upload(file, at(key), contentType, sent);
        }

        @Override
        public boolean publish(ObjectKey staged, ObjectKey to, Publication publication) {
            return store.publish(at(staged), to, publication);
        }

        @Override
        public void delete(ObjectKey key) {
            store.delete(at(key));
        }

        @Override
        public List<ObjectKey> list(ObjectKey prefix) {
            return store.list(at(prefix));
        }

        @Override
        public int abortUploads(String bucket, Instant begun) {
            return store.abortUploads(bucket, begun);
        }

        @Override
        public URI linkToGet(ObjectKey key, Duration life) {
            return store.linkToGet(key, life);
        }

        @Override
        public URI linkToPut(ObjectKey key, Duration life) {
            return store.linkToPut(key, life);
        }
    }
}
