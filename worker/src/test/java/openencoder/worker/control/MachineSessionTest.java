package openencoder.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.JobId;
import openencoder.protocol.AccessKeys;
import openencoder.protocol.EnrolAnswer;
import openencoder.protocol.SessionGrant;
import openencoder.testing.SettableClock;
import openencoder.worker.control.MachineSession.Attempt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class MachineSessionTest {
    private static final Attempt A = new Attempt(new JobId(1), 1);
    private static final Attempt B = new Attempt(new JobId(2), 1);

    @TempDir Path folder;
    private final SettableClock clock = SettableClock.atNoon();

    @Test
    void a_job_has_its_own_keys_and_those_that_come_late_for_another_are_dropped() {
        var session = session(folder.resolve("session"));
        session.hold(A, keys("a"));
        session.hold(B, keys("b"));

        session.renew(A, keys("a-late"));
        session.drop(A);

        assertThat(session.jobKeys().id()).isEqualTo("b");
    }

    @Test
    void another_attempt_at_the_same_job_is_another_matter() {
        var session = session(folder.resolve("session"));
        session.hold(new Attempt(A.job(), 2), keys("second"));

        session.renew(A, keys("first"));

        assertThat(session.jobKeys().id()).isEqualTo("second");
    }

    @Test
    void without_a_job_there_are_no_keys_for_one() {
        var session = session(folder.resolve("session"));
        session.hold(A, keys("a"));
        session.drop(A);

        assertThatThrownBy(session::jobKeys).isInstanceOf(IllegalStateException.class);
        assertThat(session.dueForRenewal()).isEmpty();
    }

    @Test
    void keys_are_due_for_renewal_when_a_third_of_their_life_is_left() {
        var session = session(folder.resolve("session"));
        session.hold(A, keys("a"));

        clock.tick(Duration.ofSeconds(599));
        assertThat(session.dueForRenewal()).isEmpty();
        clock.tick(Duration.ofSeconds(1));
        assertThat(session.dueForRenewal()).contains(A);
        session.renew(A, keys("next"));

        assertThat(session.dueForRenewal()).isEmpty();
        assertThat(session.jobKeys().id()).isEqualTo("next");
    }

    @Test
    void a_session_that_cannot_be_stored_is_used_all_the_same() {
        var session = session(folder.resolve("no/such/folder/session"));
        var next = new SessionGrant("m-1.second", clock.instant().plusSeconds(900));

        session.take(Optional.of(next), Optional.of(keys("queue-2")));

        assertThat(session.token()).isEqualTo(next.token());
        assertThat(session.queueKeys().id()).isEqualTo("queue-2");
    }

    @Test
    void nothing_that_is_secret_is_shown() {
        var enrolled = enrolled().toString() + keys("k") + new Attempt(new JobId(1), 1);

        assertThat(enrolled).doesNotContain("secret").doesNotContain("token-of");
    }

    private MachineSession session(Path file) {
        return new MachineSession(enrolled(), new SessionFile(file), clock);
    }

    private EnrolAnswer enrolled() {
        return new EnrolAnswer(
                new EnrolAnswer.Name("m-1", "test-m-1"),
                new SessionGrant("m-1.secret", clock.instant().plusSeconds(900)),
                15,
                keys("queue-1"),
                Map.of());
    }

    private AccessKeys keys(String id) {
        return new AccessKeys(
                id, "secret-of-" + id, "token-of-" + id, clock.instant().plusSeconds(900));
    }
}
