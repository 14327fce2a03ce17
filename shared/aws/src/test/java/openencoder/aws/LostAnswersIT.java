package openencoder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.account.UserId;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoPresetRepository;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.job.IdempotencyKey;
import openencoder.job.JobId;
import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.Publication;
import openencoder.page.PageRequest;
import openencoder.preset.NewPreset;
import openencoder.testing.SampleJobs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A request was carried out, its answer got lost, and the SDK sent it again. */
class LostAnswersIT {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    private final Fixture aws = new Fixture();
    private final DynamoJobRepository jobs = aws.jobs();

    @TempDir Path folder;

    @AfterEach
    void close() {
        assertThat(aws.answers().areAllLost()).isTrue();
        aws.close();
    }

    @Test
    void a_job_is_added_once() {
        aws.answers().lose("PutItem");

        var job = jobs.add(SampleJobs.asked(), NOW);

        assertThat(jobs.find(job.id())).contains(job);
        assertThat(job.id()).isEqualTo(new JobId(1));
    }

    @Test
    void an_id_whose_answer_was_lost_is_a_gap_and_never_a_job_twice() {
        aws.answers().lose("UpdateItem");

        assertThat(jobs.add(SampleJobs.asked(), NOW).id()).isEqualTo(new JobId(2));
        assertThat(jobs.add(SampleJobs.asked(), NOW).id()).isEqualTo(new JobId(3));
    }

    @Test
    void a_job_with_a_key_is_added_once() {
        var key = new IdempotencyKey(new UserId(1), "k", "print");
        aws.answers().lose("PutItem");
        aws.answers().lose("TransactWriteItems");

        var added = jobs.add(SampleJobs.asked(), key, NOW);

        assertThat(added.repeated()).isFalse();
        assertThat(jobs.add(SampleJobs.asked(), key, NOW).job()).isEqualTo(added.job());
        assertThat(jobs.add(SampleJobs.asked(), NOW).id()).isEqualTo(new JobId(2));
    }

    @Test
    void a_move_has_succeeded() {
        var claim = jobs.add(SampleJobs.asked(), NOW).claim("w1", NOW, Duration.ofSeconds(60));
        aws.answers().lose("PutItem");

        assertThat(jobs.replace(claim)).contains(claim.withRevision(2));
    }

    @Test
    void a_user_is_made_once() {
        var users = new DynamoUserRepository(aws.clients().dynamoDb(), aws.tables());
        aws.answers().lose("PutItem");
        aws.answers().lose("TransactWriteItems");

        var user = users.add("foo", "hash", _ -> Role.ADMIN, NOW);

        assertThat(users.findByName("foo")).contains(user);
        aws.answers().lose("TransactWriteItems");
        assertThat(users.replace(user.withActive(false)))
                .contains(user.withActive(false).withRevision(2));
    }

    @Test
    void seeds_are_sown_once_and_by_the_one_who_asked() {
        var presets = new DynamoPresetRepository(aws.clients().dynamoDb(), aws.tables());
        aws.answers().lose("TransactWriteItems");

        assertThat(presets.seed(List.of(new NewPreset("web", "", "{}", "", true)), NOW)).isTrue();
        assertThat(presets.page(PageRequest.FIRST).items()).hasSize(1);
    }

    @Test
    void a_large_file_is_there() throws IOException {
        var key = new ObjectKey(aws.environment().get("SOURCE_BUCKET"), "large.mp4");
        var file = Files.write(folder.resolve("large"), new byte[(int) S3ObjectStore.PART + 1]);
        aws.answers().lose("UploadPart");
        aws.answers().lose("CompleteMultipartUpload");

        aws.store().upload(file, key, "video/mp4", _ -> {});

        assertThat(aws.store().head(key).orElseThrow().size()).isEqualTo(S3ObjectStore.PART + 1);
    }

    @Test
    void a_publication_stands() throws IOException {
        var bucket = aws.environment().get("DESTINATION_BUCKET");
        var staged = new ObjectKey(bucket, "staged.mp4");
        var to = new ObjectKey(bucket, "film.mp4");
        var mark = new Publication("c0ffee00000000000000", 1, Optional.empty());
        var file = Files.writeString(folder.resolve("film"), "film");
        aws.store().upload(file, staged, "video/mp4", _ -> {});
        aws.answers().lose("CompleteMultipartUpload");

        assertThat(aws.store().publish(staged, to, mark, IfExists.OWN)).isTrue();

        assertThat(aws.store().head(to).orElseThrow().publication()).contains(mark);
        assertThat(aws.store().abortUploads(bucket, Instant.now().plusSeconds(60))).isZero();
    }
}
