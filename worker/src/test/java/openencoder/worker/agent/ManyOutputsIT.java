package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.job.JobStatus;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.output.Output;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A long film in short segments under long names, with rows and objects where they really are. */
class ManyOutputsIT {
    @TempDir Path folder;
    private final Map<String, String> environment =
            new HashMap<>(EmulatedAws.shared().newEnvironment());
    private final AwsClients aws = new AwsClients(environment);
    private final SeveralFiles encoder = new SeveralFiles();
    private WorkerFixture world;

    @BeforeEach
    void begin() throws IOException {
        world = new WorkerFixture(folder.resolve("work"));
        world.objects = new S3ObjectStore(aws);
        world.jobs = new DynamoJobRepository(aws.dynamoDb(), new Tables(environment));
        world.sourceBucket = environment.get("SOURCE_BUCKET");
        world.destinationBucket = environment.get("DESTINATION_BUCKET");
        var source = new ObjectKey(world.sourceBucket, "in/film.mov");
        world.objects.write(source, new byte[1_000], "video/mp4");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void hundreds_of_outputs_with_the_longest_names_are_made_in_one_attempt() {
        assertMade(300);
    }

    @Test
    @Tag("campaign")
    @EnabledIfSystemProperty(named = "campaign", matches = ".*")
    void twenty_thousand_outputs_with_the_longest_names_are_made_in_one_attempt() {
        assertMade(20_000);
    }

    private void assertMade(int count) {
        encoder.count = count;
        var stem = longestStem();
        var preset = new PresetSnapshot(new PresetId(1), "web", "{}", "film.m3u8");
        var asked =
                new NewJob(
                        preset,
                        MediaUri.parse("source", "s3:///in/film.mov"),
                        MediaUri.parse("dest", "s3:///" + stem + ".m3u8"),
                        new UserId(1));
        var id = world.jobs.add(asked, world.clock.instant()).id();
        world.messages.send(id);

        world.worker("w1", encoder).runOnce();

        var job = world.jobs.find(id).orElseThrow();
        assertThat(job.status()).as("%s", job.state()).isEqualTo(JobStatus.COMPLETED);
        assertThat(encoder.encodes).isOne();
        var outputs = world.outputs(job);
        assertThat(outputs).hasSize(count);
        assertThat(outputs.getLast().key().key().getBytes(StandardCharsets.UTF_8)).hasSize(1_023);
        var found = world.objects.list(new ObjectKey(world.destinationBucket, stem));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(outputs.stream().map(Output::key).toList());
        var staged = new ObjectKey(world.destinationBucket, MediaUri.RESERVED_PREFIX + "attempts/");
        assertThat(world.objects.list(staged)).isEmpty();
    }

    /** In folders, as the emulated store keeps each step of a key as a file's name. */
    private static String longestStem() {
        return ("é".repeat(75) + "/").repeat(6) + "é".repeat(54);
    }
}
