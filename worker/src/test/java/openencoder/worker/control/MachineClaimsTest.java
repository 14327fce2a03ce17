package openencoder.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.JobStatus;
import openencoder.worker.agent.WorkerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** The API claims for the worker of a rented machine, which works with what it is given. */
class MachineClaimsTest extends MachineTests {
    @Test
    void a_job_that_the_api_claimed_becomes_a_film() {
        var id = world.submit();

        worker().runOnce();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.store.bytes(WorkerFixture.FILM)).isPresent();
        assertNoMessages();
    }

    @Test
    void every_call_for_a_job_is_made_with_the_keys_of_that_job() {
        var a = world.submit();
        var b = world.submit();
        var worker = worker();

        worker.runOnce();
        worker.runOnce();

        assertThat(world.job(a).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.job(b).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(calls).contains("row 1 with keys-1", "row 2 with keys-2");
        assertThat(calls).filteredOn(call -> call.startsWith("row 1")).allMatch(with("keys-1"));
        assertThat(calls).filteredOn(call -> call.startsWith("row 2")).allMatch(with("keys-2"));
        var firstOfB = calls.indexOf("row 2 with keys-2");
        assertThat(calls.subList(0, firstOfB)).isNotEmpty().allMatch(with("keys-1"));
        assertThat(calls.subList(firstOfB, calls.size())).allMatch(with("keys-2"));
        assertThat(calls).anyMatch(call -> call.startsWith("object"));
    }

    @Test
    void a_settled_jobs_message_is_deleted() {
        world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.json(Map.of("outcome", "settled")));

        worker().runOnce();

        assertNoMessages();
        assertThat(calls).isEmpty();
    }

    @Test
    void a_message_that_is_put_off_comes_again_when_the_job_may_be_free() {
        world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.json(Map.of("outcome", "put_off", "seconds", 33)));
        var worker = worker();
        worker.runOnce();

        world.clock.tick(Duration.ofSeconds(33));
        assertThat(worker.runOnce()).isFalse();
        world.clock.tick(Duration.ofSeconds(2));
        assertThat(worker.runOnce()).isTrue();
    }

    @Test
    void a_message_that_is_to_be_released_is_there_for_others_at_once() {
        var id = world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.json(Map.of("outcome", "release")));

        worker().runOnce();

        assertThat(world.messages.receive(Duration.ZERO).orElseThrow().job()).isEqualTo(id);
    }

    @Test
    void a_machine_that_is_known_no_longer_gives_the_message_back() {
        var id = world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.problem(401, "machine.session_refused"));

        worker().runOnce();

        assertThat(world.messages.receive(Duration.ZERO).orElseThrow().job()).isEqualTo(id);
    }

    @Test
    void a_claim_without_an_answer_leaves_the_message_to_come_again() {
        world.submit();
        twin.answers(ApiTwin.CLAIMS, ApiTwin.silence());
        assertThatThrownBy(() -> worker().runOnce()).isInstanceOf(ApiUnavailable.class);
        assertThat(world.messages.depth().inFlight()).isOne();

        twin.answers(ApiTwin.CLAIMS, ApiTwin.problem(403, "machine.other"));
        world.clock.tick(Duration.ofHours(1));
        assertThatThrownBy(() -> worker().runOnce()).isInstanceOf(ApiRefusal.class);
        assertThat(world.messages.depth().inFlight()).isOne();
    }

    @Test
    void a_job_that_was_cancelled_since_the_claim_is_not_worked_on() {
        var id = world.submit();
        twin.answers(
                ApiTwin.CLAIMS,
                request -> {
                    var answer = claim(request);
                    world.rows.replace(world.job(id).cancel(world.clock.instant()));
                    return answer;
                });

        worker().runOnce();

        assertThat(encoder.encodes).isZero();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.CANCELLED);
        assertNoMessages();
        assertThatThrownBy(session::jobKeys).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_job_that_another_has_by_now_is_put_off() {
        var id = world.submit();
        twin.answers(
                ApiTwin.CLAIMS,
                request -> {
                    var answer = claim(request);
                    var later = world.clock.instant().plus(WorkerFixture.LEASE);
                    world.rows.replace(world.job(id).claim("other", later, WorkerFixture.LEASE));
                    return answer;
                });

        worker().runOnce();

        assertThat(encoder.encodes).isZero();
        assertThat(world.job(id).attempt()).isEqualTo(2);
        assertThat(world.messages.depth().inFlight()).isOne();
    }

    @Test
    void when_its_keys_end_before_the_job_another_attempt_is_made_with_new_ones() {
        var id = world.submit();
        var worker = worker();
        encoder.during(_ -> world.clock.tick(Duration.ofSeconds(900)));
        worker.runOnce();
        assertThat(world.job(id).status()).isEqualTo(JobStatus.ENCODING);
        assertThat(world.store.bytes(WorkerFixture.FILM)).isEmpty();

        encoder.during(_ -> {});
        worker.runOnce();

        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(world.job(id).attempt()).isEqualTo(2);
    }

    private static Predicate<String> with(String keys) {
        return call -> call.endsWith(" with " + keys);
    }
}
