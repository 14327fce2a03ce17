package openencoder.reliability;

import openencoder.job.Job;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.media.IfExists;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.Publication;
import openencoder.testing.ForwardingJobQueue;
import openencoder.testing.ForwardingJobRepository;
import openencoder.testing.ForwardingObjectStore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The system without one of the things that keep it right: what the model has to notice. */
final class RemovedGuards {
    private RemovedGuards() {}

    /** The last writer wins, whatever was read before. */
    static LifeFixture writesAreUnconditional(LifeFixture ground) {
        return ground.withJobs(new LastWriterWins(ground.jobs()));
    }

    /** Every attempt's files wait in the same place. */
    static LifeFixture attemptsShareAPlace(LifeFixture ground) {
        return ground.withStore(new OneStagingPlace(ground.store()));
    }

    /** A publication overwrites whatever is there. */
    static LifeFixture publicationsAreUnconditional(LifeFixture ground) {
        return ground.withStore(new PlainCopies(ground.store()));
    }

    /** A message is gone as soon as it is received. */
    static LifeFixture messagesAreDeletedOnReceive(LifeFixture ground) {
        return ground.withQueue(new ForgetfulQueue(ground.queue()));
    }

    /** A worker copies files without having stored that it begins. */
    static LifeFixture publicationsBeginUnstored(LifeFixture ground) {
        return ground.withJobs(new UnstoredBegins(ground.jobs()));
    }

    private static final class UnstoredBegins extends ForwardingJobRepository {
        UnstoredBegins(JobRepository jobs) {
            super(jobs);
        }

        @Override
        public Optional<Job> replace(Job moved) {
            var isBegin =
                    moved.isPublicationBegun() && moved.state() instanceof JobState.Publishing;
            return isBegin ? jobs.find(moved.id()) : jobs.replace(moved);
        }
    }

    private static final class LastWriterWins extends ForwardingJobRepository {
        LastWriterWins(JobRepository jobs) {
            super(jobs);
        }

        @Override
        public Optional<Job> replace(Job moved) {
            return jobs.find(moved.id())
                    .flatMap(stored -> jobs.replace(moved.withRevision(stored.revision())));
        }
    }

    private static final class ForgetfulQueue extends ForwardingJobQueue {
        ForgetfulQueue(JobQueue queue) {
            super(queue);
        }

        @Override
        public Optional<Delivery> receive(Duration wait) {
            var delivery = queue.receive(wait);
            delivery.ifPresent(queue::delete);
            return delivery;
        }
    }

    private static final class OneStagingPlace extends ForwardingObjectStore {
        private static final String PLACE = "any/";

        OneStagingPlace(ObjectStore store) {
            super(store);
        }

        @Override
        protected ObjectKey at(ObjectKey key) {
            var isStaged = key.key().startsWith(MediaUri.RESERVED_PREFIX + "attempts/");
            return isStaged
                    ? new ObjectKey(
                            key.bucket(),
                            key.key().replaceFirst("(attempts/[^/]+/)\\d+/", "$1" + PLACE))
                    : key;
        }

        /** A list of all attempts leaves it out: no caller could tell whose it is. */
        @Override
        public List<ObjectKey> list(ObjectKey prefix) {
            var place = at(prefix);
            if (place.key().endsWith(PLACE)) return store.list(place);
            return store.list(prefix).stream()
                    .filter(key -> !key.key().contains("/" + PLACE))
                    .toList();
        }
    }

    private static final class PlainCopies extends ForwardingObjectStore {
        PlainCopies(ObjectStore store) {
            super(store);
        }

        @Override
        public boolean publish(
                ObjectKey staged, ObjectKey to, Publication publication, IfExists rule) {
            store.head(staged).orElseThrow(() -> new NoSuchObject(staged));
            store.delete(to);
            return store.publish(staged, to, publication, rule);
        }
    }
}
