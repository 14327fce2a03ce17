package openencoder.machines;

import static openencoder.machines.MachinesFixture.BOOTING;
import static openencoder.machines.MachinesFixture.DRAINING;
import static openencoder.machines.MachinesFixture.IDLE;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.machine.Enrolment;
import openencoder.machine.MachineStatus;
import openencoder.machine.MachineToken;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.machine.Rental;
import openencoder.machine.Session;
import openencoder.roster.WorkerReport;
import openencoder.testing.ProviderFaults.Call;
import openencoder.testing.Race;
import openencoder.testing.SampleMachines;
import openencoder.web.testing.Event;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class EnrolmentTest {
    private final MachinesFixture world = MachinesFixture.populated();

    @Test
    void a_booted_machine_gets_a_session_credentials_for_the_queue_and_its_settings() {
        var reply = world.tryEnrol(BOOTING);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var machine = world.machine(BOOTING);
        var answer = reply.json();
        assertThat(machine.status()).isEqualTo(MachineStatus.WORKING);
        assertThat(answer.path("machine").path("id").asString()).isEqualTo(machine.id().value());
        assertThat(answer.path("session").path("token").asString()).startsWith(machine.id() + ".");
        assertThat(answer.path("heartbeat_seconds").asInt()).isEqualTo(15);
        assertThat(answer.path("credentials").propertyNames())
                .containsExactlyInAnyOrder(
                        "access_key_id", "secret_access_key", "session_token", "expires");
        assertThat(answer.path("settings").propertyNames())
                .containsExactlyInAnyOrder(
                        "AWS_REGION",
                        "JOBS_QUEUE_URL",
                        "JOBS_TABLE",
                        "SOURCE_BUCKET",
                        "DESTINATION_BUCKET");
        assertThat(world.policies)
                .singleElement()
                .asString()
                .contains("sqs:ReceiveMessage", world.address(BOOTING))
                .doesNotContain("s3:", "dynamodb:");
    }

    @Test
    void no_token_is_kept_as_it_was_sent() {
        var token = world.enrolment(BOOTING);
        world.enrol(BOOTING);
        var session = world.sessions.get(BOOTING);

        assertThat(world.machines.living().toString())
                .doesNotContain(token.secret(), session.substring(session.indexOf('.') + 1));
    }

    @Test
    void a_token_is_good_once() {
        var token = world.enrolment(BOOTING).text();
        assertThat(world.tryEnrol(BOOTING).status()).isEqualTo(200);

        assertRefused(world.tryEnrol(token, world.address(BOOTING)));
    }

    @Test
    void of_sixteen_who_enrol_with_the_same_token_one_gets_in() {
        var token = world.enrolment(BOOTING).text();
        var address = world.address(BOOTING);

        var replies = Race.run(16, _ -> () -> world.tryEnrol(token, address));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(EnrolmentTest::assertRefused);
    }

    @Test
    void a_token_that_has_expired_is_refused() {
        world.clock.tick(Enrolment.LIFE);
        assertRefused(world.tryEnrol(BOOTING));
    }

    @Test
    void another_machine_s_token_is_refused() {
        var other = MachineToken.next(world.machine(BOOTING).id());
        assertRefused(world.tryEnrol(other.text(), world.address(BOOTING)));
        assertRefused(world.tryEnrol("nonsense", world.address(BOOTING)));
    }

    @Test
    void a_token_that_is_used_from_elsewhere_is_refused_and_not_used_up() {
        assertRefused(world.tryEnrol(BOOTING, "192.0.2.99"));
        assertThat(world.tryEnrol(BOOTING).status()).isEqualTo(200);
    }

    @Test
    void a_machine_that_the_provider_does_not_know_is_refused() {
        var address = world.address(BOOTING);
        world.droplets.delete(SampleMachines.instance(BOOTING));
        assertRefused(world.tryEnrol(BOOTING, address));
    }

    @Test
    void a_machine_that_is_being_deleted_is_refused() {
        world.machines.replace(world.machine(BOOTING).delete(world.clock.instant()));
        assertRefused(world.tryEnrol(BOOTING));
    }

    @Test
    void a_machine_of_another_deployment_is_refused() {
        var stranger =
                world.droplets.find(SampleMachines.instance(MachinesFixture.FOREIGN)).orElseThrow();
        world.droplets.faults().loseRequest(Call.CREATE);
        world.send(Event.post("/api/machines").json(MachinesFixture.ORDER), Role.OPERATOR);
        var ordered =
                world.machines.living().stream()
                        .filter(machine -> machine.rent().isEmpty())
                        .findFirst()
                        .orElseThrow();
        world.machines.replace(ordered.found(Rental.of(stranger)));

        assertRefused(
                world.tryEnrol(
                        world.enrolments.get(ordered.id()).text(),
                        stranger.addresses().getFirst()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void while_the_provider_cannot_be_asked_the_token_stays_good(Kind kind) {
        world.droplets.faults().fail(Call.FIND, RentingTest.failure(kind));
        var address =
                world.droplets
                        .labelled(SampleMachines.label(MachinesFixture.TAG))
                        .getFirst()
                        .addresses()
                        .getFirst();

        var reply = world.tryEnrol(BOOTING, address);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text("code")).isEqualTo("provider.unavailable");
        assertThat(world.tryEnrol(BOOTING).status()).isEqualTo(200);
    }

    @Test
    void before_the_provider_told_the_address_the_agent_is_to_come_back() {
        var young = new MachinesFixture();
        young.send(Event.post("/api/machines").json(MachinesFixture.ORDER), Role.OPERATOR);

        var reply = young.tryEnrol(BOOTING, "198.18.94.1");

        assertThat(reply.status()).isEqualTo(503);
        young.clock.tick(Droplets.BOOT_TIME);
        assertThat(young.tryEnrol(BOOTING).status()).isEqualTo(200);
    }

    @Test
    void a_beat_keeps_the_machine_and_the_list_of_workers_up_to_date() {
        world.clock.tick(Session.LIFE.dividedBy(3));
        world.agent("/api/worker/claims", IDLE, "{\"job\":1}");

        var reply =
                world.agent("/api/worker/heartbeat", IDLE, MachinesFixture.heartbeat("1", false));

        assertThat(reply.text())
                .isEqualTo("{\"drain\":false,\"session\":null,\"credentials\":null}");
        var agent = world.machine(IDLE).agent().orElseThrow();
        assertThat(agent.lastSeen()).isEqualTo(world.clock.instant());
        assertThat(agent.job().orElseThrow().value()).isEqualTo(1);
        assertThat(world.workers.seenSince(world.clock.instant()))
                .singleElement()
                .satisfies(
                        worker ->
                                assertThat(worker.id()).isEqualTo(world.machine(IDLE).id().value()))
                .satisfies(worker -> assertThat(worker.ffmpeg()).isEqualTo("8.1.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "99999"})
    void a_job_that_the_machine_does_not_hold_is_not_believed(String job) {
        var reply =
                world.agent("/api/worker/heartbeat", IDLE, MachinesFixture.heartbeat(job, false));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(world.machine(IDLE).agent().orElseThrow().job()).isEmpty();
        assertThat(reports())
                .singleElement()
                .extracting(WorkerReport::job)
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | \"AAA\" | h | 2026-01-02T12:00:00Z | 400 | attempt",
                "null | {} | h | 2026-01-02T12:00:00Z | 400 | attempt",
                "null | [] | h | 2026-01-02T12:00:00Z | 400 | attempt",
                "null | false | h | 2026-01-02T12:00:00Z | 400 | attempt",
                "null | 1.5 | h | 2026-01-02T12:00:00Z | 400 | attempt",
                "\"1\" | 1 | h | 2026-01-02T12:00:00Z | 400 | job",
                "0 | 1 | h | 2026-01-02T12:00:00Z | 422 | job",
                "-1 | 1 | h | 2026-01-02T12:00:00Z | 422 | job",
                "null | 1 | LONG | 2026-01-02T12:00:00Z | 422 | host",
                "null | 1 | a\\nb | 2026-01-02T12:00:00Z | 422 | host",
                "null | 1 | h | '' | 422 | started",
                "null | 1 | h | +999999999-12-31T00:00:00Z | 422 | started",
            })
    void a_heartbeat_is_checked_as_any_body(
            String job, String attempt, String host, String started, int status, String field) {
        var name = host.replace("LONG", "x".repeat(100_000));
        var body =
                "{\"job\":%s,\"attempt\":%s,\"ffmpeg\":\"8\",\"host\":\"%s\",\"started\":\"%s\"}"
                        .formatted(job, attempt, name, started);
        var reply = world.agent("/api/worker/heartbeat", IDLE, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.text("message")).contains(field);
        assertThat(reports()).isEmpty();
    }

    private List<WorkerReport> reports() {
        var id = world.machine(IDLE).id().value();
        return world.workers.seenSince(Instant.EPOCH).stream()
                .filter(report -> report.id().equals(id))
                .toList();
    }

    @Test
    void in_the_last_third_of_its_life_a_session_is_renewed_with_its_credentials() {
        world.clock.tick(Session.LIFE.dividedBy(3).multipliedBy(2));

        var renewed = heartbeat(world.sessions.get(IDLE)).json();

        assertThat(renewed.path("credentials").path("access_key_id").asString()).startsWith("ASIA");
        assertThat(heartbeat(renewed.path("session").path("token").asString()).text())
                .isEqualTo("{\"drain\":false,\"session\":null,\"credentials\":null}");
    }

    @Test
    void a_machine_that_did_not_hear_of_its_renewed_session_gets_another_with_the_old_one() {
        world.clock.tick(Session.LIFE.dividedBy(3).multipliedBy(2));
        var unheard = heartbeat(world.sessions.get(IDLE));

        var heard = heartbeat(world.sessions.get(IDLE)).json().path("session").path("token");

        assertThat(heartbeat(heard.asString()).status()).isEqualTo(200);
        assertRefusedSession(heartbeat(unheard.json().path("session").path("token").asString()));
    }

    @Test
    void a_machine_lives_on_renewed_sessions() {
        var session = world.sessions.get(IDLE);
        for (var minutes = 0; minutes < 60; minutes++) {
            world.clock.tick(Duration.ofMinutes(1));
            var reply = heartbeat(session);
            assertThat(reply.status()).isEqualTo(200);
            if (!reply.json().path("session").isNull())
                session = reply.json().path("session").path("token").asString();
        }
        assertRefusedSession(heartbeat(world.sessions.get(IDLE)));
    }

    @Test
    void a_session_that_was_not_renewed_is_over() {
        world.clock.tick(Session.LIFE);
        assertRefusedSession(heartbeat(world.sessions.get(IDLE)));
    }

    @Test
    void what_is_no_session_is_refused() {
        assertRefusedSession(heartbeat("nonsense"));
        assertRefusedSession(heartbeat(world.enrolment(IDLE).text()));
        assertRefusedSession(heartbeat(world.people.token(Role.ADMIN)));
    }

    @Test
    void a_machine_that_drains_is_told_so_and_says_when_it_has() {
        var reply =
                world.agent(
                        "/api/worker/heartbeat", DRAINING, MachinesFixture.heartbeat("2", false));
        assertThat(reply.json().path("drain").asBoolean()).isTrue();
        assertThat(world.machine(DRAINING).status()).isEqualTo(MachineStatus.DRAINING);

        world.agent("/api/worker/heartbeat", DRAINING, MachinesFixture.heartbeat("null", true));

        assertThat(world.machine(DRAINING).status()).isEqualTo(MachineStatus.DRAINED);
    }

    @Test
    void a_machine_that_was_not_told_to_drain_has_not() {
        world.agent("/api/worker/heartbeat", IDLE, MachinesFixture.heartbeat("null", true));
        assertThat(world.machine(IDLE).status()).isEqualTo(MachineStatus.WORKING);
    }

    private Reply heartbeat(String session) {
        return world.agent(
                "/api/worker/heartbeat", session, MachinesFixture.heartbeat("null", false));
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("code")).isEqualTo("enrolment.refused");
    }

    private static void assertRefusedSession(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("code")).isEqualTo("machine.session_refused");
    }
}
