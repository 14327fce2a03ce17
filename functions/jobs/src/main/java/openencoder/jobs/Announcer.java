package openencoder.jobs;

import openencoder.job.Job;
import openencoder.job.JobQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells workers of a job whose row is stored. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final JobQueue queue;

    Announcer(JobQueue queue) {
        this.queue = queue;
    }

    /**
     * Sends the job's message. A failure loses nothing: the row says that the message is due, and
     * the sweeper sends it again.
     *
     * @return whether it was sent
     */
    boolean announce(Job job) {
        try {
            queue.send(job.id());
            return true;
        } catch (RuntimeException failed) {
            LOG.atWarn()
                    .addKeyValue("jobId", job.id())
                    .setCause(failed)
                    .log("Message not sent, left to the sweeper");
            return false;
        }
    }
}
