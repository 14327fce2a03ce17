package openencoder.worker.control;

import openencoder.aws.client.SessionKeys;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.protocol.AccessKeys;
import openencoder.protocol.EnrolAnswer;
import openencoder.protocol.HeartbeatAnswer;
import openencoder.protocol.SessionGrant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a rented machine holds now: its session's token, the queue's keys, and those of the job at
 * hand. Keys are bound to one attempt at one job; those that come too late for it are dropped. Any
 * thread may ask.
 */
public final class MachineSession {
    private static final Logger log = LoggerFactory.getLogger(MachineSession.class);

    /** One attempt at a job. */
    public record Attempt(JobId job, int attempt) {
        static Attempt at(Job job) {
            return new Attempt(job.id(), job.attempt());
        }
    }

    private record Held(Attempt attempt, AccessKeys keys, Instant since) {
        boolean isRenewalDue(Instant now) {
            var life = Duration.between(since, keys.expires());
            return Duration.between(now, keys.expires()).compareTo(life.dividedBy(3)) <= 0;
        }
    }

    private final SessionFile file;
    private final InstantSource clock;
    private EnrolAnswer enrolled;
    private Optional<Held> held = Optional.empty();

    MachineSession(EnrolAnswer enrolled, SessionFile file, InstantSource clock) {
        this.enrolled = enrolled;
        this.file = file;
        this.clock = clock;
    }

    private synchronized EnrolAnswer now() {
        return enrolled;
    }

    /** The machine's own environment with what the API adds to it. */
    public Map<String, String> environment(Map<String, String> own) {
        var all = new HashMap<>(own);
        all.putAll(now().settings());
        all.put("WORKER_ID", now().machine().id());
        return Map.copyOf(all);
    }

    /** From one heartbeat to the next. */
    Duration interval() {
        return now().interval();
    }

    String token() {
        return now().session().token();
    }

    /** Whether the API does not know this machine any more, by the machine's own clock. */
    boolean isOver() {
        return !clock.instant().isBefore(now().session().expires());
    }

    public SessionKeys queueKeys() {
        return keys(now().credentials());
    }

    /**
     * @throws IllegalStateException if no job is at hand
     */
    public synchronized SessionKeys jobKeys() {
        return held.map(Held::keys)
                .map(MachineSession::keys)
                .orElseThrow(() -> new IllegalStateException("no keys, for no job is at hand"));
    }

    private static SessionKeys keys(AccessKeys keys) {
        return new SessionKeys(
                keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken(), keys.expires());
    }

    void take(HeartbeatAnswer answer) {
        take(answer.session(), answer.credentials());
    }

    /** From now on these, where given. They are stored first, for the process may end. */
    synchronized void take(Optional<SessionGrant> session, Optional<AccessKeys> queue) {
        if (session.isEmpty() && queue.isEmpty()) return;
        enrolled =
                enrolled.with(
                        session.orElse(enrolled.session()), queue.orElse(enrolled.credentials()));
        try {
            file.write(enrolled);
        } catch (UncheckedIOException failed) {
            // the process can go on; only its successor could not
            log.atError().addKeyValue("reason", failed.getMessage()).log("Session not stored");
        }
    }

    /** The job at hand is another one. */
    synchronized void hold(Attempt attempt, AccessKeys keys) {
        held = Optional.of(new Held(attempt, keys, clock.instant()));
    }

    /** The attempt goes on with these keys, if it is still the one at hand. */
    synchronized void renew(Attempt attempt, AccessKeys keys) {
        if (isAtHand(attempt)) hold(attempt, keys);
    }

    synchronized void drop(Attempt attempt) {
        if (isAtHand(attempt)) held = Optional.empty();
    }

    private boolean isAtHand(Attempt attempt) {
        return held.filter(it -> it.attempt().equals(attempt)).isPresent();
    }

    /** What needs other keys now, for a third of their life is left. */
    synchronized Optional<Attempt> dueForRenewal() {
        return held.filter(it -> it.isRenewalDue(clock.instant())).map(Held::attempt);
    }
}
