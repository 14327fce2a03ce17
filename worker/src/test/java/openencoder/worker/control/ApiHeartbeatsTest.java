package openencoder.worker.control;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.protocol.AccessKeys;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.SampleJobs;
import openencoder.testing.SettableClock;
import openencoder.worker.agent.WorkerCommands;
import openencoder.worker.agent.WorkerIdentity;
import openencoder.worker.control.MachineSession.Attempt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Timeout(30)
class ApiHeartbeatsTest {
    private static final String RENEW = "/api/worker/claims/12/renew";

    @TempDir Path folder;
    private final SettableClock clock = SettableClock.atNoon();
    private final Instant start = clock.instant();
    private final ApiTwin twin = new ApiTwin();
    private final List<String> told = new ArrayList<>();
    private final WorkerCommands worker =
            new WorkerCommands() {
                @Override
                public void drain() {
                    told.add("drain");
                }

                @Override
                public void abandon() {
                    told.add("abandon");
                }

                @Override
                public void lose(JobId job, int attempt) {
                    told.add("lose " + job + " in attempt " + attempt);
                }
            };
    private MachineSession session;
    private ApiControlPlane plane;

    @BeforeEach
    void begin() {
        session = OpenSessions.begun(folder, clock);
        var me = new WorkerIdentity("m-1", "droplet", "8.1.2", start, Duration.ofSeconds(60));
        plane =
                new ApiControlPlane(
                        new ProtocolClient(twin.url(), _ -> {}),
                        session,
                        new InMemoryJobRepository(),
                        me,
                        _ -> {});
        twin.answers(ApiTwin.HEARTBEAT, ApiTwin.heard(false));
    }

    @AfterEach
    void close() {
        twin.close();
    }

    @Test
    void a_beat_says_who_is_there_and_at_which_attempt_of_which_job() {
        plane.heartbeat(Optional.empty(), worker);
        plane.heartbeat(Optional.of(job(4)), worker);

        var said = twin.requests(ApiTwin.HEARTBEAT);
        assertThat(said).allMatch(heartbeat -> heartbeat.bearer().equals("Bearer m-1.first"));
        assertThat(said.get(0).body().path("job").isNull()).isTrue();
        assertThat(said.get(0).body().path("attempt").isNull()).isTrue();
        assertThat(said.get(1).body().path("job").asLong()).isEqualTo(12);
        assertThat(said.get(1).body().path("attempt").asInt()).isEqualTo(4);
        assertThat(said.get(1).body().path("ffmpeg").asString()).isEqualTo("8.1.2");
        assertThat(said.get(1).body().path("host").asString()).isEqualTo("droplet");
        assertThat(said.get(1).body().path("started").asString()).isEqualTo(start.toString());
        assertThat(said.get(1).body().path("drained").asBoolean()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void the_session_and_keys_that_a_beat_brings_are_used_from_then_on() {
        var later = start.plusSeconds(1500);
        var heard = new HashMap<String, Object>();
        heard.put("drain", false);
        heard.put("session", ApiTwin.session("m-1.second", later));
        heard.put("credentials", ApiTwin.keys("queue-2", later));
        twin.answers(ApiTwin.HEARTBEAT, ApiTwin.json(heard), ApiTwin.heard(false));

        plane.heartbeat(Optional.empty(), worker);
        plane.heartbeat(Optional.empty(), worker);

        assertThat(session.queueKeys().id()).isEqualTo("queue-2");
        assertThat(session.queueKeys().expires()).isEqualTo(later);
        assertThat(twin.requests(ApiTwin.HEARTBEAT))
                .extracting(ApiTwin.Request::bearer)
                .containsExactly("Bearer m-1.first", "Bearer m-1.second");
    }

    @Test
    void the_order_to_drain_is_passed_on_once() {
        twin.answers(ApiTwin.HEARTBEAT, ApiTwin.heard(true));

        plane.heartbeat(Optional.of(job(1)), worker);
        plane.heartbeat(Optional.of(job(1)), worker);

        assertThat(told).containsExactly("drain");
        assertThat(plane.isDismissed()).isTrue();
    }

    @Test
    void a_drained_machine_says_so_until_it_is_heard() throws Exception {
        twin.answers(
                ApiTwin.HEARTBEAT,
                ApiTwin.heard(true),
                ApiTwin.silence(),
                ApiTwin.silence(),
                ApiTwin.silence(),
                ApiTwin.heard(true));
        plane.heartbeat(Optional.empty(), worker);

        plane.leave();
        assertThat(twin.requests(ApiTwin.HEARTBEAT))
                .extracting(heartbeat -> heartbeat.body().path("drained").asBoolean())
                .containsExactly(false, true, true, true, true);
    }

    @Test
    void a_machine_that_is_known_no_longer_ends_at_once() throws Exception {
        twin.answers(ApiTwin.HEARTBEAT, ApiTwin.problem(401, "machine.session_refused"));

        plane.heartbeat(Optional.of(job(1)), worker);

        assertThat(told).containsExactly("abandon");
        plane.leave();
    }

    @Test
    void silence_ends_it_when_it_lasts_longer_than_the_session_and_not_before() {
        twin.answers(ApiTwin.HEARTBEAT, ApiTwin.problem(503, "busy"));
        plane.heartbeat(Optional.of(job(1)), worker);
        clock.tick(Duration.ofSeconds(899));
        plane.heartbeat(Optional.of(job(1)), worker);
        assertThat(told).isEmpty();

        clock.tick(Duration.ofSeconds(1));
        plane.heartbeat(Optional.of(job(1)), worker);

        assertThat(told).containsExactly("abandon");
        assertThat(plane.isDismissed()).isTrue();
    }

    @Test
    void a_beat_that_is_refused_for_another_reason_changes_nothing() {
        twin.answers(ApiTwin.HEARTBEAT, ApiTwin.problem(400, "body.invalid"));

        plane.heartbeat(Optional.empty(), worker);

        assertThat(told).isEmpty();
        assertThat(plane.isDismissed()).isFalse();
    }

    @Test
    void the_keys_of_the_job_at_hand_are_renewed_in_time() {
        hold(4);
        var later = start.plusSeconds(1500);
        twin.answers(RENEW, ApiTwin.json(Map.of("credentials", ApiTwin.keys("next", later))));
        plane.heartbeat(Optional.of(job(4)), worker);
        assertThat(twin.requests(RENEW)).isEmpty();

        clock.tick(Duration.ofSeconds(600));
        plane.heartbeat(Optional.of(job(4)), worker);
        plane.heartbeat(Optional.of(job(4)), worker);

        assertThat(session.jobKeys().id()).isEqualTo("next");
        assertThat(twin.requests(RENEW)).hasSize(1);
        assertThat(twin.requests(RENEW).getFirst().body().toString()).isEqualTo("{\"attempt\":4}");
    }

    @Test
    void a_claim_that_is_over_is_lost() {
        hold(4);
        twin.answers(RENEW, ApiTwin.problem(409, "claim.over"));
        clock.tick(Duration.ofSeconds(600));

        plane.heartbeat(Optional.of(job(4)), worker);

        assertThat(told).containsExactly("lose 12 in attempt 4");
        assertThat(plane.isDismissed()).isFalse();
    }

    @Test
    void keys_that_are_not_renewed_are_used_to_their_end_and_asked_for_again() {
        hold(4);
        twin.answers(RENEW, ApiTwin.problem(503, "busy"));
        clock.tick(Duration.ofSeconds(600));

        plane.heartbeat(Optional.of(job(4)), worker);
        plane.heartbeat(Optional.of(job(4)), worker);

        assertThat(told).isEmpty();
        assertThat(session.jobKeys().id()).isEqualTo("first");
        assertThat(twin.requests(RENEW)).hasSize(6);
    }

    @Test
    void the_keys_of_a_job_that_is_done_are_dropped_but_not_those_of_the_next() {
        hold(4);
        plane.heartbeat(Optional.of(job(4)), worker);
        hold(5);

        plane.heartbeat(Optional.empty(), worker);
        assertThat(session.jobKeys().id()).isEqualTo("first");
        plane.heartbeat(Optional.of(job(5)), worker);
        plane.heartbeat(Optional.empty(), worker);

        clock.tick(Duration.ofSeconds(600));
        assertThat(session.dueForRenewal()).isEmpty();
    }

    private void hold(int attempt) {
        var keys = new AccessKeys("first", "s", "t", clock.instant().plusSeconds(900));
        session.hold(new Attempt(new JobId(12), attempt), keys);
    }

    private Job job(int attempt) {
        var job = Job.queued(new JobId(12), SampleJobs.asked(), start);
        for (var round = 0; round < attempt; round++)
            job = job.claim("m-1", start.plusSeconds(60L * round), Duration.ofSeconds(60));
        return job;
    }
}
