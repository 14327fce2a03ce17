package openencoder.machines;

import static openencoder.machines.MachinesFixture.CANCELLED;
import static openencoder.machines.MachinesFixture.CLAIMED;
import static openencoder.machines.MachinesFixture.DRAINING;
import static openencoder.machines.MachinesFixture.IDLE;
import static openencoder.machines.MachinesFixture.QUEUED;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.JobId;
import openencoder.machines.agents.MachineClaims;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final MachinesFixture world = MachinesFixture.populated();

    @Test
    void a_waiting_job_is_claimed_for_the_machine_with_credentials_for_it_alone() {
        var reply = claim(IDLE, QUEUED);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.text("outcome")).isEqualTo("claimed");
        assertThat(reply.json().path("attempt").asInt()).isEqualTo(1);
        assertThat(reply.json().path("credentials").path("access_key_id").asString())
                .startsWith("ASIA");
        assertThat(world.stored(QUEUED).lease().orElseThrow().worker())
                .isEqualTo(world.machine(IDLE).id().value());
        assertThat(world.policies)
                .singleElement()
                .asString()
                .contains("\"dynamodb:LeadingKeys\":[\"1\"]", world.address(IDLE))
                .doesNotContain("sqs:");
    }

    @Test
    void a_job_that_has_ended_or_never_was_is_settled() {
        assertThat(claim(IDLE, CANCELLED).text()).isEqualTo("{\"outcome\":\"settled\"}");
        assertThat(claim(IDLE, new JobId(404)).text()).isEqualTo("{\"outcome\":\"settled\"}");
    }

    @Test
    void another_s_job_is_put_off_until_its_lease_is_over() {
        assertThat(claim(IDLE, CLAIMED).text())
                .isEqualTo("{\"outcome\":\"put_off\",\"seconds\":60}");
        world.clock.tick(MachineClaims.LEASE);
        assertThat(claim(IDLE, CLAIMED).text("outcome")).isEqualTo("claimed");
    }

    @Test
    void a_machine_that_drains_gives_its_message_back() {
        assertThat(claim(DRAINING, QUEUED).text()).isEqualTo("{\"outcome\":\"release\"}");
        assertThat(world.stored(QUEUED).attempt()).isZero();
    }

    @Test
    void credentials_are_renewed_while_the_lease_holds_even_if_the_machine_drains() {
        var reply = renew(DRAINING, CLAIMED, 1);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("credentials").path("expires").asString())
                .isEqualTo("2026-01-02T12:15:40Z");
    }

    @Test
    void a_claim_is_over_for_another_attempt_another_machine_and_another_job() {
        assertOver(renew(DRAINING, CLAIMED, 2));
        assertOver(renew(IDLE, CLAIMED, 1));
        assertOver(renew(DRAINING, QUEUED, 1));
        assertOver(renew(DRAINING, CANCELLED, 1));
        assertOver(renew(DRAINING, new JobId(404), 1));
    }

    @Test
    void a_claim_is_over_once_its_lease_is() {
        world.clock.tick(MachineClaims.LEASE);
        assertOver(renew(DRAINING, CLAIMED, 1));
    }

    @Test
    void a_claim_is_over_once_the_job_is_cancelled() {
        world.jobs.replace(world.stored(CLAIMED).cancel(world.clock.instant()));
        assertOver(renew(DRAINING, CLAIMED, 1));
    }

    @Test
    void a_machine_that_is_being_deleted_gets_neither_jobs_nor_credentials() {
        world.machines.replace(world.machine(DRAINING).delete(world.clock.instant()));

        assertThat(renew(DRAINING, CLAIMED, 1).status()).isEqualTo(401);
        assertThat(claim(DRAINING, QUEUED).status()).isEqualTo(401);
        assertThat(world.policies).isEmpty();
    }

    private Reply claim(long droplet, JobId job) {
        return world.agent("/api/worker/claims", droplet, "{\"job\":%s}".formatted(job));
    }

    private Reply renew(long droplet, JobId job, int attempt) {
        return world.agent(
                "/api/worker/claims/%s/renew".formatted(job),
                droplet,
                "{\"attempt\":%d}".formatted(attempt));
    }

    private static void assertOver(Reply reply) {
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.text("code")).isEqualTo("claim.over");
    }
}
