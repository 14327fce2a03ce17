package openencoder.cloud.template;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.template.TableResource.Index;
import openencoder.cloud.template.TableResource.Key;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The template we ship, read as the local stack reads it. */
class ProductTemplateTest {

    private final Template template = Template.read(Path.of("../template.yaml"));

    @Test
    void every_table_queue_and_bucket_has_a_name_of_its_own() {
        assertThat(template.stores().stream().map(template::nameOf))
                .containsExactlyInAnyOrder(
                        "users-table",
                        "jobs-table",
                        "presets-table",
                        "counters-table",
                        "workers-table",
                        "machines-table",
                        "limits-table",
                        "jobs-queue",
                        "jobs-dead-letter-queue",
                        "source-bucket",
                        "destination-bucket",
                        "artifacts-bucket");
    }

    @Test
    void jobs_are_found_by_status_by_preset_by_account_and_when_due() {
        var jobs =
                template.tables().stream()
                        .filter(table -> table.id().equals("JobsTable"))
                        .findFirst()
                        .orElseThrow();
        assertThat(jobs)
                .isEqualTo(
                        new TableResource(
                                "JobsTable",
                                "jobs-table",
                                Map.of(
                                        "pk",
                                        "S",
                                        "id",
                                        "N",
                                        "status",
                                        "S",
                                        "preset",
                                        "S",
                                        "status_preset",
                                        "S",
                                        "due_bucket",
                                        "S",
                                        "due",
                                        "N",
                                        "open_by",
                                        "S"),
                                List.of(new Key("pk", "HASH")),
                                List.of(
                                        index("by-status", "status", "id"),
                                        index("by-preset", "preset", "id"),
                                        index("by-status-preset", "status_preset", "id"),
                                        index("by-account", "open_by", "id"),
                                        index("due", "due_bucket", "due")),
                                Optional.of("ttl")));
    }

    @Test
    void a_job_that_ten_workers_dropped_goes_to_the_dead_letters() {
        var queues =
                template.with(LocalValues.NONE.with("JobsDeadLetterQueue.Arn", "arn:dead"))
                        .queues();
        assertThat(queues)
                .extracting(QueueResource::id)
                .containsExactly("JobsDeadLetterQueue", "JobsQueue");
        assertThat(queues.get(1).redrive()).contains(new QueueResource.Redrive("arn:dead", 10));
        assertThat(queues.get(1).attributes()).containsEntry("VisibilityTimeout", "60");
    }

    @Test
    void every_path_is_answered_by_one_function_whatever_the_method() {
        assertThat(template.routes())
                .extracting(RouteResource::path)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(30)
                .contains(RouteResource.DEFAULT);
        assertThat(template.routes()).extracting(RouteResource::method).containsOnly("ANY");
    }

    @Test
    void pages_of_other_origins_may_call_only_where_the_operator_said_so() {
        assertThat(template.cors()).isEmpty();
        var opened = template.with(LocalValues.NONE.with("AllowedOrigin", "https://films.example"));
        assertThat(opened.cors().orElseThrow().origins()).containsExactly("https://films.example");
    }

    private static Index index(String name, String hash, String range) {
        return new Index(
                name,
                List.of(new Key(hash, "HASH"), new Key(range, "RANGE")),
                "KEYS_ONLY",
                List.of());
    }
}
