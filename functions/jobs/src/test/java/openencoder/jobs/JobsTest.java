package openencoder.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.JobStatus;
import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.page.PageRequest;
import openencoder.roster.WorkerReport;
import openencoder.testing.ForwardingJobRepository;
import openencoder.testing.ForwardingObjectStore;
import openencoder.testing.InMemoryJobQueue;
import openencoder.testing.InMemoryJobRepository;
import openencoder.testing.Race;
import openencoder.testing.SampleMachines;
import openencoder.testing.SettableClock;
import openencoder.web.testing.Event;
import openencoder.web.testing.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

class JobsTest {
    private static final Duration NO_WAIT = Duration.ZERO;

    @Test
    void a_created_job_is_queued_and_its_message_sent() {
        var world = new JobsFixture();
        var id = new JobId(create(world).json().path("id").asLong());
        assertThat(world.stored(id).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(world.queue.receive(NO_WAIT).orElseThrow().job()).isEqualTo(id);
    }

    @Test
    void a_job_whose_message_cannot_be_sent_is_there_and_due_for_the_sweeper() {
        var world =
                new JobsFixture(
                        SettableClock.atNoon(), new InMemoryJobRepository(), new DeadQueue());
        var reply = create(world);
        assertThat(reply.status()).isEqualTo(200);
        var id = new JobId(reply.json().path("id").asLong());
        world.clock.tick(Job.RESEND_AFTER);
        assertThat(world.jobs.due(world.clock.instant(), 10)).contains(id);
    }

    @Test
    void an_output_that_a_later_job_replaced_names_that_job_and_has_no_link() {
        var world = new JobsFixture();
        var key = world.stored(JobsFixture.COMPLETED).commit().orElseThrow().made().main().key();
        var staged = new ObjectKey("encoded", "staged");
        world.store.put(staged, new byte[1]);
        var first = world.stored(JobsFixture.COMPLETED).publicationOf(1);
        world.store.publish(staged, key, first, IfExists.OWN);
        assertThat(output(world).path("url").isNull()).isFalse();

        var later = world.stored(JobsFixture.FAILED);
        world.store.publish(staged, key, later.publicationOf(1), IfExists.REPLACE);

        assertThat(output(world).path("replaced_by").asLong()).isEqualTo(later.id().value());
        assertThat(output(world).path("url").isNull()).isTrue();
    }

    @Test
    void an_output_whose_bucket_lets_nobody_look_has_its_link() {
        var world = new JobsFixture();
        var key = world.stored(JobsFixture.COMPLETED).commit().orElseThrow().made().main().key();
        var links =
                new FileLinks(
                        new ForwardingObjectStore(world.store) {
                            @Override
                            public Optional<Stored> head(ObjectKey at) {
                                throw new Denied(at);
                            }
                        },
                        new JobsSettings.Buckets("films", "encoded"),
                        world.clock);

        var items = links.outputsOf(world.stored(JobsFixture.COMPLETED), PageRequest.FIRST).items();

        assertThat(items).hasSize(1).allMatch(item -> item.url().isPresent());
        assertThat(items.getFirst().output().key()).isEqualTo(key.key());
    }

    @Test
    void what_a_job_may_replace_is_kept_with_it_and_shown() {
        var world = new JobsFixture();
        var job = create(world, "\"if_exists\": \"fail\"").json().path("job");

        assertThat(job.path("if_exists").asString()).isEqualTo("fail");
        assertThat(create(world).json().path("job").path("if_exists").asString()).isEqualTo("own");
        var refused = create(world, "\"if_exists\": \"overwrite\"");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("job.if_exists");
    }

    private static JsonNode output(JobsFixture world) {
        var reply = world.send(Event.get("/api/jobs/1/outputs"), Role.OPERATOR);
        return reply.json().path("items").path(0);
    }

    private static Reply create(JobsFixture world, String field) {
        var order = JobsFixture.ORDER.replace("{", "{" + field + ", ");
        return world.send(Event.post("/api/jobs").json(order), Role.OPERATOR);
    }

    @Test
    void a_dry_run_makes_nothing_and_tells_the_command() {
        var world = new JobsFixture();
        var before = world.jobs.counts();
        var reply =
                world.send(
                        Event.post("/api/jobs?dry_run=true").json(JobsFixture.ORDER),
                        Role.OPERATOR);
        assertThat(reply.text("command")).startsWith("ffmpeg ").contains("libx264", "out/");
        assertThat(reply.text("output"))
                .isEqualTo("s3://encoded/dst/tears-of-steel-2s/h264_baseline_360p_600.mp4");
        assertThat(world.jobs.counts()).isEqualTo(before);
        assertThat(world.queue.receive(NO_WAIT)).isEmpty();
    }

    @Test
    void the_same_order_under_the_same_key_makes_one_job() {
        var world = new JobsFixture();
        var first = create(world, "key-1", JobsFixture.ORDER);
        var second = create(world, "key-1", JobsFixture.ORDER);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(second.json().path("repeated").asBoolean()).isTrue();
        var third = create(world, "key-2", JobsFixture.ORDER);
        assertThat(third.json().path("id")).isNotEqualTo(first.json().path("id"));
    }

    @Test
    void another_order_under_the_same_key_is_refused() {
        var world = new JobsFixture();
        create(world, "key-1", JobsFixture.ORDER);
        var reply = create(world, "key-1", JobsFixture.ORDER.replace("2s/", "other/"));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("code")).isEqualTo("idempotency_key.reused");
    }

    @Test
    void a_dry_run_refuses_a_key_as_the_real_call_does() {
        var world = new JobsFixture();
        create(world, "key-1", JobsFixture.ORDER);
        var other = JobsFixture.ORDER.replace("2s/", "other/");

        assertThat(dryRun(world, "key-1", JobsFixture.ORDER).status()).isEqualTo(200);
        assertThat(dryRun(world, "key-1", other).text("code")).isEqualTo("idempotency_key.reused");
        assertThat(dryRun(world, "a b", other).text("code")).isEqualTo("idempotency_key.invalid");
        assertThat(dryRun(world, "key-2", other).status()).isEqualTo(200);
        assertThat(create(world, "key-2", JobsFixture.ORDER).status()).isEqualTo(200);
    }

    private static Reply dryRun(JobsFixture world, String key, String order) {
        return world.send(
                Event.post("/api/jobs?dry_run=true").with("idempotency-key", key).json(order),
                Role.OPERATOR);
    }

    @Test
    void a_queued_job_tells_how_many_are_before_it() {
        var world = new JobsFixture();
        var first = create(world).json().path("id").asInt();
        var second = create(world).json().path("id").asInt();

        // the fixture's own queued job is the oldest
        assertThat(waits(world, 2)).isEqualTo("workers_busy: every worker has a job");
        assertThat(waits(world, first)).isEqualTo("jobs_before: 1 job before it");
        assertThat(waits(world, second)).isEqualTo("jobs_before: 2 jobs before it");
        world.workers.report(worker(world, "worker-2"));
        assertThat(waits(world, 2)).isEqualTo("next: a worker is about to take it");
    }

    @Test
    void a_queued_job_tells_that_no_worker_runs_or_can_work_or_that_a_machine_is_coming() {
        var world = new JobsFixture();
        world.workers.remove("worker-1");
        assertThat(waits(world, 2)).isEqualTo("no_worker: no worker is running");

        world.workers.report(
                WorkerReport.unable("worker-1", "laptop", "No FFmpeg.", world.clock.instant()));
        assertThat(waits(world, 2)).isEqualTo("workers_unable: no worker can work: No FFmpeg.");
        var listed = world.send(Event.get("/api/workers"), Role.GUEST).json().path("items").path(0);
        assertThat(listed.path("status").asString()).isEqualTo("unable");
        assertThat(listed.path("reason").asString()).isEqualTo("No FFmpeg.");

        unableFor(world, Duration.ofMinutes(59));
        assertThat(waits(world, 2)).startsWith("workers_unable");
        unableFor(world, Duration.ofMinutes(61));
        assertThat(waits(world, 2)).startsWith("no_worker");

        world.machines.add(SampleMachines.ordered(world.clock.instant()));
        assertThat(waits(world, 2))
                .startsWith("machine_starting: ")
                .endsWith(" machine is starting")
                .doesNotContain("fleet");
    }

    @Test
    void only_a_job_that_waits_tells_why_and_only_by_itself() {
        var world = new JobsFixture();
        for (var id : List.of(1, 3, 4, 5))
            assertThat(
                            world.send(Event.get("/api/jobs/" + id), Role.GUEST)
                                    .json()
                                    .path("waiting_for")
                                    .isNull())
                    .isTrue();
        var list = world.send(Event.get("/api/jobs"), Role.GUEST).json().path("items");
        assertThat(list).isNotEmpty().allMatch(job -> job.path("waiting_for").isNull());
    }

    private static void unableFor(JobsFixture world, Duration time) {
        var since = world.clock.instant().minus(time);
        world.workers.report(WorkerReport.unable("worker-1", "laptop", "No FFmpeg.", since));
    }

    private static String waits(JobsFixture world, int job) {
        var why = world.send(Event.get("/api/jobs/" + job), Role.GUEST).json().path("waiting_for");
        return why.path("reason").asString() + ": " + why.path("message").asString();
    }

    private static WorkerReport worker(JobsFixture world, String id) {
        var now = world.clock.instant();
        return new WorkerReport(id, "laptop", Optional.empty(), "8.1.2", now, now);
    }

    @Test
    void the_link_to_a_playlist_leads_to_one_whose_segments_are_links() {
        var world = new JobsFixture();
        var job =
                world.addSegmented(
                        """
                        #EXTM3U
                        #EXT-X-MAP:URI="f%20init.mp4"
                        #EXTINF:2.0,
                        f0.m4s
                        #EXTINF:2.0,
                        f1.m4s
                        ../../other/secret.mp4
                        #EXT-X-ENDLIST
                        """);
        var items =
                world.send(Event.get("/api/jobs/%s/outputs".formatted(job.id())), Role.OPERATOR)
                        .json()
                        .path("items");

        var copy =
                new ObjectKey(
                        "encoded",
                        ".openencoder/playlists/%s-%s/%d/f.m3u8"
                                .formatted(job.id(), job.guid(), job.attempt()));
        assertThat(items.path(0).path("url").asString())
                .isEqualTo(world.store.linkToGet(copy, Duration.ofHours(1)).toString());
        var lines = new String(world.store.read(copy), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(1))
                .isEqualTo("#EXT-X-MAP:URI=\"" + items.path(1).path("url").asString() + "\"");
        assertThat(lines.get(3)).isEqualTo(items.path(2).path("url").asString());
        assertThat(lines.get(5)).isEqualTo(items.path(3).path("url").asString());
        assertThat(lines.get(6)).isEqualTo("missing/secret.mp4");
        assertThat(lines.getLast()).isEqualTo("#EXT-X-ENDLIST");
    }

    @Test
    void keys_that_differ_after_a_comma_are_different() {
        var world = new JobsFixture();
        var first = create(world, "a,1", JobsFixture.ORDER);
        var second = create(world, "a,2", JobsFixture.ORDER);
        assertThat(second.json().path("id")).isNotEqualTo(first.json().path("id"));
    }

    @Test
    void the_attempt_rises_when_a_job_is_cancelled_and_restarted() {
        var world = new JobsFixture();
        world.send(Event.post("/api/jobs/3/cancel"), Role.OPERATOR);
        assertThat(world.stored(JobsFixture.ENCODING).attempt()).isEqualTo(2);
        world.send(Event.post("/api/jobs/3/restart"), Role.OPERATOR);
        var again = world.stored(JobsFixture.ENCODING);
        assertThat(again.attempt()).isEqualTo(3);
        assertThat(again.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(world.queue.receive(NO_WAIT).orElseThrow().job()).isEqualTo(again.id());
    }

    @Test
    void of_fifty_restarts_at_once_one_starts_the_job_and_the_others_are_told_where_it_stands() {
        var world = new JobsFixture();
        var before = world.stored(JobsFixture.CANCELLED).attempt();

        var replies =
                Race.run(
                        50,
                        _ -> () -> world.send(Event.post("/api/jobs/5/restart"), Role.OPERATOR));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allMatch(reply -> reply.status() == 409);
        assertThat(world.stored(JobsFixture.CANCELLED).attempt()).isEqualTo(before + 1);
        assertThat(world.queue.receive(NO_WAIT)).isPresent();
        assertThat(world.queue.receive(NO_WAIT)).isEmpty();
    }

    @Test
    void a_restart_whose_message_cannot_be_sent_waits_for_the_sweeper() {
        var world =
                new JobsFixture(
                        SettableClock.atNoon(), new InMemoryJobRepository(), new DeadQueue());
        var reply = world.send(Event.post("/api/jobs/5/restart"), Role.OPERATOR);
        assertThat(reply.text("job_status")).isEqualTo("restarting");
        world.clock.tick(Job.RESEND_AFTER);
        assertThat(world.jobs.due(world.clock.instant(), 10)).contains(JobsFixture.CANCELLED);
    }

    @Test
    void a_cancel_that_loses_a_race_is_tried_on_what_the_winner_left() {
        var world = worldWithRival(rival -> rival.pulse());
        var reply = world.send(Event.post("/api/jobs/3/cancel"), Role.OPERATOR);
        assertThat(reply.text("job_status")).isEqualTo("cancelled");
    }

    @Test
    void a_cancel_that_loses_against_the_end_is_refused() {
        var world = worldWithRival(rival -> rival.giveUp());
        var reply = world.send(Event.post("/api/jobs/3/cancel"), Role.OPERATOR);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.text("message")).isEqualTo("A job that is cancelled cannot be cancelled.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done"})
    void a_list_by_a_status_that_there_is_not_is_refused(String status) {
        var reply = new JobsFixture().send(Event.get("/api/jobs?status=" + status), Role.GUEST);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("code")).isEqualTo("job.status");
    }

    @Test
    void a_guest_sees_how_jobs_stand_and_nothing_of_their_films() {
        var world = new JobsFixture();
        for (var path :
                List.of("/api/jobs?count=100", "/api/jobs/1", "/api/jobs/3", "/api/jobs/4")) {
            var seen = world.send(Event.get(path), Role.GUEST);
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.text())
                    .doesNotContain("film", "s3:", "encoded", "sha256", "Invalid data", "mov,mp4");
        }
        var failed = world.send(Event.get("/api/jobs/4"), Role.GUEST).json();
        assertThat(failed.path("status").asString()).isEqualTo("error");
        assertThat(failed.path("error").path("code").asString()).isEqualTo("source.no_media");
        assertThat(failed.path("preset").asString()).isEqualTo("h264_baseline_360p_600");
        var completed = world.send(Event.get("/api/jobs/1"), Role.GUEST).json();
        assertThat(completed.path("progress").asInt()).isEqualTo(100);
        assertThat(completed.path("output_count").asInt()).isEqualTo(1);
        assertThat(completed.path("outputs").isEmpty()).isTrue();
        assertThat(completed.propertyNames())
                .isEqualTo(
                        world.send(Event.get("/api/jobs/1"), Role.OPERATOR).json().propertyNames());
    }

    @Test
    void a_guest_gets_no_link_to_a_film() {
        var world = new JobsFixture();
        var refused = world.send(Event.get("/api/jobs/1/outputs"), Role.GUEST);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("role.insufficient");
        assertThat(refused.text()).doesNotContain("http");
    }

    @Test
    void twenty_five_jobs_are_three_pages() {
        var world = new JobsFixture();
        for (var i = 5; i < 25; i++) create(world);
        var seen =
                List.of(1, 2, 3).stream()
                        .map(page -> world.send(Event.get("/api/jobs?page=" + page), Role.GUEST))
                        .flatMap(reply -> reply.json().path("items").valueStream())
                        .map(job -> job.path("id").asInt())
                        .toList();
        assertThat(seen).hasSize(25).startsWith(25, 24).endsWith(2, 1);
    }

    @Test
    void an_upload_can_be_named_as_a_source() {
        var world = new JobsFixture();
        var upload =
                world.send(
                        Event.post("/api/uploads").json("{\"filename\":\"../ä b.mp4\"}"),
                        Role.OPERATOR);
        assertThat(upload.text("source")).matches("s3:///uploads/[0-9a-v]{20}/__b\\.mp4");
        assertThat(upload.text("url")).contains("/films/uploads/");
        var order =
                JobsFixture.ORDER.replace("s3:///src/tears-of-steel-2s.mp4", upload.text("source"));
        assertThat(create(world, "key", order).status()).isEqualTo(200);
    }

    @Test
    void an_account_has_no_more_jobs_open_than_it_may() {
        // two of the five jobs there are open, and were not counted when they were made
        var world = new JobsFixture(Map.of("OPEN_JOBS_PER_ACCOUNT", "4"));
        for (var i = 0; i < 4; i++)
            assertThat(create(world, "key" + i, JobsFixture.ORDER).status()).isEqualTo(200);

        var refused = create(world);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("job.too_many_open");
        assertThat(refused.text("message")).contains("has 4 of at most 4 open jobs");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(create(world, "new", JobsFixture.ORDER).status()).isEqualTo(429);
        assertThat(world.jobs.counts().get(JobStatus.QUEUED)).isEqualTo(5);

        var repeated = create(world, "key3", JobsFixture.ORDER);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.json().path("repeated").asBoolean()).isTrue();
        assertThat(world.send(Event.post("/api/jobs/5/restart"), Role.OPERATOR).status())
                .isEqualTo(429);
        assertThat(world.stored(JobsFixture.CANCELLED).status()).isEqualTo(JobStatus.CANCELLED);
        var admin = world.send(Event.post("/api/jobs").json(JobsFixture.ORDER), Role.ADMIN);
        assertThat(admin.status()).isEqualTo(200);
        var dryRun = Event.post("/api/jobs?dry_run=true").json(JobsFixture.ORDER);
        assertThat(world.send(dryRun, Role.OPERATOR).status()).isEqualTo(200);

        for (var id : List.of(2, 3, 6))
            world.send(Event.post("/api/jobs/" + id + "/cancel"), Role.OPERATOR);
        world.clock.tick(Duration.ofSeconds(2));
        assertThat(create(world).status()).isEqualTo(200);
        assertThat(create(world).status()).isEqualTo(429);
    }

    @Test
    void what_begins_no_job_is_not_counted() {
        var world = new JobsFixture(Map.of("OPEN_JOBS_PER_ACCOUNT", "2"));
        create(world, "key", JobsFixture.ORDER);
        for (var i = 0; i < 5; i++) {
            assertThat(create(world, "key", JobsFixture.ORDER).status()).isEqualTo(200);
            var other = JobsFixture.ORDER.replace("2s/", "other/");
            assertThat(create(world, "key", other).status()).isEqualTo(422);
            assertThat(world.send(Event.post("/api/jobs/3/restart"), Role.OPERATOR).status())
                    .isEqualTo(409);
        }
        assertThat(create(world).status()).isEqualTo(200);
        assertThat(create(world).status()).isEqualTo(429);
    }

    @Test
    void an_upload_link_may_be_for_one_size() {
        var world = new JobsFixture();
        var upload = upload(world, "1000000");
        assertThat(upload.text("url")).contains("size=1000000");
        assertThat(upload.json().path("size").asLong()).isEqualTo(1_000_000);
        for (var size : List.of("0", "-1", "5368709121")) {
            var refused = upload(world, size);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("code")).isEqualTo("upload.size");
        }
        assertThat(upload(world, "5368709120").status()).isEqualTo(200);
        assertThat(upload(world, "1.5").status()).isEqualTo(400);
        assertThat(upload(world, "null").text("url")).doesNotContain("size=");
    }

    private static Reply upload(JobsFixture world, String size) {
        var body = "{\"filename\":\"film.mp4\",\"size\":%s}".formatted(size);
        return world.send(Event.post("/api/uploads").json(body), Role.OPERATOR);
    }

    private static Reply create(JobsFixture world) {
        return world.send(Event.post("/api/jobs").json(JobsFixture.ORDER), Role.OPERATOR);
    }

    private static Reply create(JobsFixture world, String key, String order) {
        var event = Event.post("/api/jobs").with("idempotency-key", key).json(order);
        return world.send(event, Role.OPERATOR);
    }

    private static JobsFixture worldWithRival(Consumer<Rival> act) {
        var clock = SettableClock.atNoon();
        var rival = new Rival(new InMemoryJobRepository());
        var world = new JobsFixture(clock, rival, new InMemoryJobQueue(clock));
        rival.before = () -> act.accept(rival);
        return world;
    }

    /** A queue that does not answer. */
    private static final class DeadQueue implements JobQueue {
        @Override
        public void send(JobId job) {
            throw new IllegalStateException("no answer");
        }

        @Override
        public Optional<Delivery> receive(Duration wait) {
            return Optional.empty();
        }

        @Override
        public void extend(Delivery delivery, Duration hidden) {}

        @Override
        public void release(Delivery delivery) {}

        @Override
        public void delete(Delivery delivery) {}

        @Override
        public Depth depth() {
            return new Depth(0, 0, 0);
        }
    }

    /** Moves the encoding job just before another writer's first write. */
    private static final class Rival extends ForwardingJobRepository {
        private Runnable before = () -> {};

        Rival(JobRepository jobs) {
            super(jobs);
        }

        void pulse() {
            var job = find(JobsFixture.ENCODING).orElseThrow();
            jobs.replace(job);
        }

        void giveUp() {
            var job = find(JobsFixture.ENCODING).orElseThrow();
            jobs.replace(job.cancel(Instant.EPOCH));
        }

        @Override
        public Optional<Job> replace(Job moved) {
            var act = before;
            before = () -> {};
            act.run();
            return jobs.replace(moved);
        }
    }
}
