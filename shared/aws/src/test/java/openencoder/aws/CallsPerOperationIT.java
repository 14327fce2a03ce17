package openencoder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.account.UserId;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoMachineRepository;
import openencoder.aws.dynamo.DynamoOpenJobs;
import openencoder.aws.dynamo.DynamoPresetRepository;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.DynamoWorkerRegistry;
import openencoder.job.IdempotencyKey;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobStatus;
import openencoder.job.OpenJobs;
import openencoder.page.PageRequest;
import openencoder.preset.NewPreset;
import openencoder.testing.SampleJobs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What each operation costs, in calls to AWS. */
class CallsPerOperationIT {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final IdempotencyKey KEY = new IdempotencyKey(new UserId(1), "k", "print");

    private final Fixture aws = new Fixture();
    private final DynamoJobRepository jobs = aws.jobs();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void creating_a_job_takes_two_and_one_to_send_it() {
        var job = jobs.add(SampleJobs.asked(), NOW);
        aws.queue().send(job.id());

        assertCalls("UpdateItem", "PutItem", "SendMessage");
    }

    @Test
    void letting_a_job_in_takes_one_and_two_more_where_the_limit_seems_to_be_reached() {
        var open = new DynamoOpenJobs(aws.clients().dynamoDb(), aws.tables());
        open.admit(new UserId(9), 1, NOW);
        assertCalls("UpdateItem");

        aws.calls().forget();
        open.admit(new UserId(9), 1, NOW.plus(OpenJobs.SETTLES));
        assertCalls("UpdateItem", "Query", "UpdateItem", "UpdateItem");
    }

    @Test
    void creating_a_job_with_a_key_takes_one_more() {
        jobs.add(SampleJobs.asked(), KEY, NOW);

        assertCalls("PutItem", "UpdateItem", "TransactWriteItems");
    }

    @Test
    void finding_the_job_of_a_key_takes_two() {
        jobs.add(SampleJobs.asked(), KEY, NOW);
        aws.calls().forget();
        jobs.add(SampleJobs.asked(), KEY, NOW);

        assertCalls("PutItem", "GetItem");
    }

    @Test
    void getting_a_job_takes_one_and_moving_it_one() {
        var job = jobs.add(SampleJobs.asked(), NOW);
        aws.calls().forget();
        jobs.replace(jobs.find(job.id()).orElseThrow().cancel(NOW));

        assertCalls("GetItem", "PutItem");
    }

    @Test
    void listing_takes_two_on_any_page_of_a_table_of_any_size() {
        for (var i = 0; i < 230; i++) jobs.add(SampleJobs.asked(), NOW);

        for (var page : List.of(new PageRequest(1, 100), new PageRequest(23, 10))) {
            aws.calls().forget();
            assertThat(jobs.page(page, JobFilter.ALL).items()).hasSize(page.count());
            assertCalls("GetItem", "BatchGetItem");
        }
    }

    @Test
    void listing_by_status_and_preset_takes_two() {
        for (var i = 0; i < 30; i++) jobs.add(SampleJobs.asked(), NOW);

        for (var filter :
                List.of(filter("queued", null), filter(null, "web"), filter("queued", "web"))) {
            aws.calls().forget();
            assertThat(jobs.page(new PageRequest(2, 10), filter).items()).hasSize(10);
            assertCalls("Query", "BatchGetItem");
        }
    }

    @Test
    void telling_why_a_job_waits_takes_one_for_its_place_and_one_for_workers_or_machines() {
        var job = jobs.add(SampleJobs.asked(), NOW);
        aws.calls().forget();
        jobs.queuedBefore(job.id(), 1_000);
        assertCalls("Query");

        aws.calls().forget();
        new DynamoWorkerRegistry(aws.clients().dynamoDb(), aws.tables()).seenSince(NOW);
        new DynamoMachineRepository(aws.clients().dynamoDb(), aws.tables()).living();
        assertCalls("Query", "Query");
    }

    @Test
    void asking_what_is_due_takes_one() {
        jobs.add(SampleJobs.asked(), NOW);
        aws.calls().forget();
        jobs.due(NOW.plus(Job.RESEND_AFTER), 100);

        assertCalls("Query");
    }

    @Test
    void counting_takes_one_a_status() {
        jobs.counts();

        assertThat(aws.calls().names()).containsOnly("Query").hasSize(JobStatus.values().length);
    }

    @Test
    void a_user_is_made_with_three_and_looked_up_with_one() {
        var users = new DynamoUserRepository(aws.clients().dynamoDb(), aws.tables());
        users.add("foo", "hash", _ -> Role.GUEST, NOW);
        users.findByName("foo");

        assertCalls("PutItem", "UpdateItem", "TransactWriteItems", "GetItem");
    }

    @Test
    void presets_are_seeded_with_one_and_looked_up_with_one() {
        var presets = new DynamoPresetRepository(aws.clients().dynamoDb(), aws.tables());
        presets.seed(List.of(new NewPreset("web", "", "{}", "", true)), NOW);
        presets.findByName("web");

        assertCalls("TransactWriteItems", "GetItem");
    }

    private void assertCalls(String... names) {
        assertThat(aws.calls().names()).containsExactlyElementsOf(Arrays.asList(names));
    }

    private static JobFilter filter(String status, String preset) {
        return new JobFilter(
                Optional.ofNullable(status).flatMap(JobStatus::ofWireName),
                Optional.ofNullable(preset));
    }
}
