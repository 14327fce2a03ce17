package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.job.JobError;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.media.IfExists;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;

/** Jobs that find something at their destination. */
class DestinationsTest {
    private static final UserId ANNA = new UserId(1);
    private static final UserId BERT = new UserId(2);

    @TempDir Path folder;
    private WorkerFixture world;
    private final FakeEncoder encoder = new FakeEncoder();

    @BeforeEach
    void begin() {
        world = new WorkerFixture(folder);
    }

    @Test
    void a_job_replaces_what_an_earlier_job_of_its_account_made() {
        run(ANNA, IfExists.OWN);

        var second = run(ANNA, IfExists.OWN);

        assertPublishedBy(second);
    }

    @Test
    void what_a_job_of_another_account_made_is_refused_before_anything_is_encoded() {
        var first = run(ANNA, IfExists.OWN);

        assertRefused(run(BERT, IfExists.OWN), 1);
        assertPublishedBy(first);
    }

    @ParameterizedTest
    @EnumSource(
            value = IfExists.class,
            names = {"OWN", "FAIL"})
    void an_upload_is_refused_before_anything_is_encoded(IfExists rule) {
        world.store.put(WorkerFixture.FILM, new byte[3]);

        assertRefused(run(ANNA, rule), 0);
        assertThat(world.store.bytes(WorkerFixture.FILM).orElseThrow()).hasSize(3);
    }

    @Test
    void whatever_is_there_is_replaced_if_the_job_says_so() {
        world.store.put(WorkerFixture.FILM, new byte[3]);
        assertPublishedBy(run(ANNA, IfExists.REPLACE));

        assertPublishedBy(run(BERT, IfExists.REPLACE));
    }

    @Test
    void a_job_that_is_to_replace_nothing_replaces_what_it_made_itself_and_nothing_else() {
        var id = run(ANNA, IfExists.FAIL);
        assertPublishedBy(id);
        assertRefused(run(ANNA, IfExists.FAIL), 1);

        restart(id);
        world.worker("w2", encoder).runOnce();

        assertPublishedBy(id);
        assertThat(world.job(id).attempt()).isEqualTo(3);
    }

    @Test
    void what_comes_while_the_film_is_encoded_is_refused_and_a_restart_publishes_once_it_is_gone() {
        encoder.during(_ -> world.store.put(WorkerFixture.FILM, new byte[3]));
        var id = run(ANNA, IfExists.OWN);
        var worker = world.worker("w2", encoder);
        for (var i = 0; i < 3; i++) {
            world.clock.tick(Duration.ofSeconds(10));
            worker.runOnce();
        }
        assertRefused(id, 1);

        world.store.delete(WorkerFixture.FILM);
        restart(id);
        worker.runOnce();

        assertPublishedBy(id);
        assertThat(encoder.encodes).isOne();
    }

    @ParameterizedTest(name = "the earlier job publishes last: {0}")
    @ValueSource(booleans = {false, true})
    void of_two_jobs_of_an_account_the_one_that_was_asked_for_later_stands(boolean earlierLast) {
        var earlier = world.submit(ANNA, IfExists.OWN);
        world.clock.tick(Duration.ofSeconds(1));
        var other = new FakeEncoder();
        var second = world.worker("w2", other);
        var later = new JobId[1];
        encoder.during(
                _ -> {
                    later[0] = world.submit(ANNA, IfExists.OWN);
                    if (earlierLast) second.runOnce();
                });

        world.worker("w1", encoder).runOnce();
        if (!earlierLast) second.runOnce();

        assertThat(world.job(earlier).status()).isEqualTo(JobStatus.COMPLETED);
        assertPublishedBy(later[0]);
    }

    @Test
    void an_earlier_job_that_is_restarted_is_the_later_one() {
        var first = run(ANNA, IfExists.OWN);
        run(ANNA, IfExists.OWN);
        world.clock.tick(Duration.ofSeconds(1));

        restart(first);
        world.worker("w2", encoder).runOnce();

        assertPublishedBy(first);
    }

    private JobId run(UserId account, IfExists rule) {
        var id = world.submit(account, rule);
        world.worker("w1", encoder).runOnce();
        return id;
    }

    private void restart(JobId id) {
        world.rows.replace(world.job(id).restart(world.clock.instant())).orElseThrow();
        world.messages.send(id);
    }

    private void assertRefused(JobId id, int encodes) {
        assertThat(world.job(id).state())
                .isInstanceOfSatisfying(
                        JobState.Failed.class,
                        failed -> {
                            assertThat(failed.error().code()).isEqualTo("destination.exists");
                            assertThat(failed.error().kind()).isEqualTo(JobError.Kind.SETTINGS);
                            assertThat(failed.error().message())
                                    .contains(WorkerFixture.FILM.toString(), "if_exists");
                        });
        assertThat(encoder.encodes).isEqualTo(encodes);
    }

    private void assertPublishedBy(JobId id) {
        assertThat(world.job(id).status()).isEqualTo(JobStatus.COMPLETED);
        var by = world.store.head(WorkerFixture.FILM).orElseThrow().publication().orElseThrow();
        assertThat(by.job().orElseThrow().id()).isEqualTo(id.value());
    }
}
