package openencoder.worker.control;

import openencoder.aws.client.SessionKeys;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What this machine holds now: its session, the queue's keys, and those of the job at hand. Keys
 * are bound to one attempt at one job; those that come too late for it are dropped. Any thread may
 * ask.
 */
public final class Tenancy {
    private static final Logger log = LoggerFactory.getLogger(Tenancy.class);

    private record Held(Beat.At at, SessionKeys keys, Instant since) {
        boolean isRenewalDue(Instant now) {
            var life = Duration.between(since, keys.expires());
            return Duration.between(now, keys.expires()).compareTo(life.dividedBy(3)) <= 0;
        }
    }

    private final SessionFile file;
    private final InstantSource clock;
    private Enrolled enrolled;
    private Optional<Held> held = Optional.empty();

    Tenancy(Enrolled enrolled, SessionFile file, InstantSource clock) {
        this.enrolled = enrolled;
        this.file = file;
        this.clock = clock;
    }

    public String machine() {
        return now().machine();
    }

    public Duration beat() {
        return now().beat();
    }

    public Map<String, String> settings() {
        return now().settings();
    }

    public Session session() {
        return now().session();
    }

    public SessionKeys queueKeys() {
        return now().queue();
    }

    private synchronized Enrolled now() {
        return enrolled;
    }

    /** Whether nobody will know this machine any more, by its own clock. */
    public boolean isOver() {
        return !clock.instant().isBefore(session().expires());
    }

    /** From now on these, where given. They are stored first, for the process may end. */
    public synchronized void take(Optional<Session> session, Optional<SessionKeys> queue) {
        if (session.isEmpty() && queue.isEmpty()) return;
        enrolled =
                enrolled.with(session.orElse(enrolled.session()), queue.orElse(enrolled.queue()));
        try {
            file.write(enrolled);
        } catch (UncheckedIOException failed) {
            // the process can go on; only its successor could not
            log.atError().addKeyValue("reason", failed.getMessage()).log("Session not stored");
        }
    }

    /** The job at hand is another one. */
    public synchronized void hold(Beat.At at, SessionKeys keys) {
        held = Optional.of(new Held(at, keys, clock.instant()));
    }

    /** The attempt goes on with these keys, if it is still the one at hand. */
    public synchronized void renew(Beat.At at, SessionKeys keys) {
        if (isAtHand(at)) hold(at, keys);
    }

    public synchronized void drop(Beat.At at) {
        if (isAtHand(at)) held = Optional.empty();
    }

    private boolean isAtHand(Beat.At at) {
        return held.filter(it -> it.at().equals(at)).isPresent();
    }

    /** What needs other keys now, for a third of their life is left. */
    public synchronized Optional<Beat.At> dueForRenewal() {
        return held.filter(it -> it.isRenewalDue(clock.instant())).map(Held::at);
    }

    /**
     * @throws IllegalStateException if no job is at hand
     */
    public synchronized SessionKeys jobKeys() {
        return held.map(Held::keys)
                .orElseThrow(() -> new IllegalStateException("no keys, for no job is at hand"));
    }
}
