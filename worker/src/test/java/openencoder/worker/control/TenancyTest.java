package openencoder.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.aws.client.SessionKeys;
import openencoder.job.JobId;
import openencoder.testing.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class TenancyTest {
    private static final Beat.At A = new Beat.At(new JobId(1), 1);
    private static final Beat.At B = new Beat.At(new JobId(2), 1);

    @TempDir Path folder;
    private final SettableClock clock = SettableClock.atNoon();

    @Test
    void a_job_has_its_own_keys_and_those_that_come_late_for_another_are_dropped() {
        var tenancy = tenancy(folder.resolve("session"));
        tenancy.hold(A, keys("a"));
        tenancy.hold(B, keys("b"));

        tenancy.renew(A, keys("a-late"));
        tenancy.drop(A);

        assertThat(tenancy.jobKeys().id()).isEqualTo("b");
    }

    @Test
    void another_attempt_at_the_same_job_is_another_matter() {
        var tenancy = tenancy(folder.resolve("session"));
        tenancy.hold(new Beat.At(A.job(), 2), keys("second"));

        tenancy.renew(A, keys("first"));

        assertThat(tenancy.jobKeys().id()).isEqualTo("second");
    }

    @Test
    void without_a_job_there_are_no_keys_for_one() {
        var tenancy = tenancy(folder.resolve("session"));
        tenancy.hold(A, keys("a"));
        tenancy.drop(A);

        assertThatThrownBy(tenancy::jobKeys).isInstanceOf(IllegalStateException.class);
        assertThat(tenancy.dueForRenewal()).isEmpty();
    }

    @Test
    void keys_are_due_for_renewal_when_a_third_of_their_life_is_left() {
        var tenancy = tenancy(folder.resolve("session"));
        tenancy.hold(A, keys("a"));

        clock.tick(Duration.ofSeconds(599));
        assertThat(tenancy.dueForRenewal()).isEmpty();
        clock.tick(Duration.ofSeconds(1));
        assertThat(tenancy.dueForRenewal()).contains(A);
        tenancy.renew(A, keys("next"));

        assertThat(tenancy.dueForRenewal()).isEmpty();
        assertThat(tenancy.jobKeys().id()).isEqualTo("next");
    }

    @Test
    void a_session_that_cannot_be_stored_is_used_all_the_same() {
        var tenancy = tenancy(folder.resolve("no/such/folder/session"));
        var next = new Session("m-1.second", clock.instant().plusSeconds(900));

        tenancy.take(Optional.of(next), Optional.of(keys("queue-2")));

        assertThat(tenancy.session()).isEqualTo(next);
        assertThat(tenancy.queueKeys().id()).isEqualTo("queue-2");
    }

    @Test
    void nothing_that_is_secret_is_shown() {
        var enrolled = enrolled().toString() + keys("k") + new Beat.At(new JobId(1), 1);

        assertThat(enrolled).doesNotContain("secret").doesNotContain("token-of");
    }

    private Tenancy tenancy(Path file) {
        return new Tenancy(enrolled(), new SessionFile(file), clock);
    }

    private Enrolled enrolled() {
        return new Enrolled(
                "m-1",
                "test-m-1",
                new Session("m-1.secret", clock.instant().plusSeconds(900)),
                Duration.ofSeconds(15),
                keys("queue-1"),
                Map.of());
    }

    private SessionKeys keys(String id) {
        return new SessionKeys(
                id, "secret-of-" + id, "token-of-" + id, clock.instant().plusSeconds(900));
    }
}
