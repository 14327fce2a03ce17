package openencoder.reliability;

import static openencoder.machines.MachinesFixture.BOOTING;
import static openencoder.machines.MachinesFixture.CANCELLED;
import static openencoder.machines.MachinesFixture.CLAIMED;
import static openencoder.machines.MachinesFixture.DRAINING;
import static openencoder.machines.MachinesFixture.IDLE;
import static openencoder.machines.MachinesFixture.QUEUED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.JobId;
import openencoder.machine.MachineStatus;
import openencoder.machines.MachinesFixture;
import openencoder.protocol.ClaimAnswer;
import openencoder.protocol.HeartbeatRequest;
import openencoder.protocol.Protocol;
import openencoder.web.testing.Event;
import openencoder.worker.control.ApiRefusal;
import openencoder.worker.control.MachineSession.Attempt;
import openencoder.worker.control.ProtocolClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/** The agent's client against the function that answers it. */
class AgentProtocolTest {
    private final MachinesFixture fixture = MachinesFixture.populated();
    private final ServedMachines served = new ServedMachines(fixture, fixture.address(BOOTING));
    private final ProtocolClient agent = new ProtocolClient(served.url(), _ -> {});

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void a_machine_enrols_once() {
        var token = fixture.enrolment(BOOTING).text();

        var enrolled = agent.enrol(token);

        var machine = fixture.machine(BOOTING);
        assertThat(enrolled.machine().id()).isEqualTo(machine.id().value());
        assertThat(enrolled.machine().name()).isEqualTo(machine.name());
        assertThat(enrolled.interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(enrolled.credentials().expires()).isAfter(fixture.clock.instant());
        assertThat(enrolled.settings()).containsEntry("JOBS_TABLE", "jobs");
        assertThat(agent.heartbeat(enrolled.session().token(), idle()).drain()).isFalse();
        assertThatThrownBy(() -> agent.enrol(token)).isInstanceOf(ApiRefusal.class);
    }

    @Test
    void an_agent_of_another_version_is_not_let_in() {
        var token = fixture.enrolment(BOOTING).text();

        var reply =
                Event.post(Protocol.ENROL)
                        .from(fixture.address(BOOTING))
                        .with(Protocol.VERSION_HEADER, "2")
                        .json("{\"token\":\"%s\"}".formatted(token))
                        .sentTo(fixture.function);

        assertThat(reply.text("code")).isEqualTo("protocol.unsupported");
        assertThat(fixture.machine(BOOTING).status()).isNotEqualTo(MachineStatus.WORKING);
    }

    @Test
    void a_heartbeat_late_in_a_session_brings_the_next_one_and_its_keys() {
        assertThat(agent.heartbeat(session(IDLE), idle()).session()).isEmpty();

        fixture.clock.tick(Duration.ofMinutes(14));
        var answer = agent.heartbeat(session(IDLE), idle());

        var next = answer.session().orElseThrow();
        assertThat(answer.credentials()).isPresent();
        assertThat(agent.claim(next.token(), QUEUED)).isInstanceOf(ClaimAnswer.Claimed.class);
    }

    @Test
    void a_heartbeat_says_what_the_machine_does_and_its_answer_whether_to_drain() {
        var busy =
                new HeartbeatRequest(
                        Optional.of(CLAIMED.value()),
                        Optional.of(1),
                        "8.1",
                        "droplet",
                        fixture.clock.instant(),
                        false);

        assertThat(agent.heartbeat(session(DRAINING), busy).drain()).isTrue();
        assertThat(fixture.machine(DRAINING).status()).isEqualTo(MachineStatus.DRAINING);
    }

    @Test
    void each_of_the_four_answers_to_a_claim_arrives() {
        assertThat(agent.claim(session(IDLE), QUEUED))
                .isInstanceOfSatisfying(
                        ClaimAnswer.Claimed.class,
                        claimed -> {
                            assertThat(claimed.job()).isEqualTo(QUEUED.value());
                            assertThat(claimed.attempt()).isOne();
                            assertThat(claimed.credentials().accessKeyId()).startsWith("ASIA");
                        });
        assertThat(agent.claim(session(IDLE), CANCELLED)).isEqualTo(new ClaimAnswer.Settled());
        assertThat(agent.claim(session(IDLE), CLAIMED)).isEqualTo(new ClaimAnswer.PutOff(60));
        assertThat(agent.claim(session(DRAINING), QUEUED)).isEqualTo(new ClaimAnswer.Release());
    }

    @Test
    void the_keys_of_a_claim_are_renewed_for_its_own_attempt_alone() {
        var keys = agent.renew(session(DRAINING), new Attempt(CLAIMED, 1)).credentials();

        assertThat(keys.expires()).isEqualTo(fixture.clock.instant().plus(Duration.ofMinutes(15)));
        assertThatThrownBy(() -> agent.renew(session(DRAINING), new Attempt(CLAIMED, 2)))
                .isInstanceOfSatisfying(
                        ApiRefusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("claim.over"));
    }

    @Test
    void a_session_that_the_api_does_not_know_is_refused() {
        assertThatThrownBy(() -> agent.claim("m-1.secret", new JobId(1)))
                .isInstanceOfSatisfying(
                        ApiRefusal.class,
                        refusal -> assertThat(refusal.isUnknownMachine()).isTrue());
    }

    private HeartbeatRequest idle() {
        return new HeartbeatRequest(
                Optional.empty(),
                Optional.empty(),
                "8.1",
                "droplet",
                fixture.clock.instant(),
                false);
    }

    private String session(long droplet) {
        return fixture.sessions.get(droplet);
    }

    /** Hands a request to the function as API Gateway does. */
}
