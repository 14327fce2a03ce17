package openencoder.machines.agents;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.UserId;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.NewJob;
import openencoder.machines.MachinesFixture;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.preset.PresetId;
import openencoder.preset.PresetSnapshot;
import openencoder.testing.SampleJobs;
import openencoder.web.settings.Variables;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

class SessionPolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Optional<String> ADDRESS = Optional.of("192.0.2.7");

    private final SessionPolicy policy =
            new SessionPolicy(AgentSettings.from(new Variables(MachinesFixture.environment())));

    @Test
    void a_queue_policy_is_for_the_queue_and_nothing_else() {
        assertThat(policy.queue(ADDRESS))
                .isEqualTo(
                        """
                        {"Version":"2012-10-17","Statement":[\
                        {"Effect":"Allow","Action":["sqs:ReceiveMessage","sqs:DeleteMessage",\
                        "sqs:ChangeMessageVisibility"],\
                        "Resource":"arn:aws:sqs:eu-central-1:123456789012:jobs"},\
                        {"Effect":"Deny","Action":"*","Resource":"*",\
                        "Condition":{"NotIpAddress":{"aws:SourceIp":"192.0.2.7"}}}]}\
                        """);
    }

    @Test
    void a_job_policy_is_for_its_row_its_source_its_attempt_and_its_destination() {
        var job = claimed("s3:///src/film.mp4", "s3:///dst/", "web.mp4");
        var staged = ".openencoder/attempts/12-%s/1/*".formatted(job.guid());
        var manifest = ".openencoder/manifests/12-%s/1.json".formatted(job.guid());

        assertThat(allowed(policy.job(job, ADDRESS)))
                .containsExactlyInAnyOrder(
                        "dynamodb:GetItem arn:aws:dynamodb:eu-central-1:123456789012:table/jobs",
                        "dynamodb:PutItem arn:aws:dynamodb:eu-central-1:123456789012:table/jobs",
                        "s3:GetObject arn:aws:s3:::films/src/film.mp4",
                        "s3:GetObject arn:aws:s3:::encoded/" + staged,
                        "s3:PutObject arn:aws:s3:::encoded/" + staged,
                        "s3:AbortMultipartUpload arn:aws:s3:::encoded/" + staged,
                        "s3:ListMultipartUploadParts arn:aws:s3:::encoded/" + staged,
                        "s3:DeleteObject arn:aws:s3:::encoded/" + staged,
                        "s3:GetObject arn:aws:s3:::encoded/" + manifest,
                        "s3:PutObject arn:aws:s3:::encoded/" + manifest,
                        "s3:AbortMultipartUpload arn:aws:s3:::encoded/" + manifest,
                        "s3:ListMultipartUploadParts arn:aws:s3:::encoded/" + manifest,
                        "s3:GetObject arn:aws:s3:::encoded/dst/web.mp4",
                        "s3:PutObject arn:aws:s3:::encoded/dst/web.mp4",
                        "s3:AbortMultipartUpload arn:aws:s3:::encoded/dst/web.mp4",
                        "s3:ListMultipartUploadParts arn:aws:s3:::encoded/dst/web.mp4",
                        "s3:ListBucket arn:aws:s3:::encoded");
    }

    @Test
    void a_job_policy_lets_nothing_but_the_job_s_row_and_folder_through() {
        var job = claimed("s3:///src/film.mp4", "s3:///dst/", "web.mp4");
        var statements = statements(policy.job(job, ADDRESS));
        var row = statements.getFirst().path("Condition");
        var list = statements.get(4).path("Condition");

        assertThat(row.path("ForAllValues:StringEquals").path("dynamodb:LeadingKeys").toString())
                .isEqualTo("[\"12\"]");
        assertThat(row.path("Null").path("dynamodb:LeadingKeys").asString()).isEqualTo("false");
        assertThat(list.path("StringLike").path("s3:prefix").asString())
                .isEqualTo(".openencoder/attempts/12-%s/1/*".formatted(job.guid()));
    }

    @Test
    void without_an_address_nothing_is_said_of_one() {
        var job = claimed("s3:///src/film.mp4", "s3:///dst/", "web.mp4");

        assertThat(policy.queue(Optional.empty())).doesNotContain("Deny");
        assertThat(policy.job(job, Optional.empty())).doesNotContain("Deny");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:///dst/,              list.m3u8, dst/list.m3u8,     dst/list_*",
        "s3:///dst/ä b.c.m3u8,    list.m3u8, dst/ä b.c.m3u8,    dst/ä b.c_*",
        "s3:///film.m3u8,         list.m3u8, film.m3u8,         film_*"
    })
    void a_film_in_segments_may_be_published_under_names_that_begin_with_its_own(
            String dest, String output, String playlist, String segments) {
        var job = claimed("s3:///src/film.mp4", dest, output);

        assertThat(allowed(policy.job(job, ADDRESS)))
                .contains(
                        "s3:PutObject arn:aws:s3:::encoded/" + playlist,
                        "s3:PutObject arn:aws:s3:::encoded/" + segments);
    }

    @Test
    void what_another_attempt_committed_may_be_published() {
        var first = claimed("s3:///src/film.mp4", "s3:///dst/", "web.mp4");
        var files = SampleJobs.committed(1, new ObjectKey("encoded", "dst/web.mp4"));
        var committed = SampleJobs.committed(first, files);
        var second = committed.claim("w2", NOW.plusSeconds(61), Duration.ofSeconds(60));
        var folder = "arn:aws:s3:::encoded/.openencoder/attempts/12-" + first.guid();

        assertThat(allowed(policy.job(second, ADDRESS)))
                .contains(
                        "s3:GetObject " + folder + "/1/*",
                        "s3:DeleteObject " + folder + "/1/*",
                        "s3:GetObject " + folder + "/2/*");
    }

    @Test
    void buckets_that_the_user_named_are_named() {
        var job = claimed("s3://mine/film.mp4", "s3://yours/out.mp4", "web.mp4");

        assertThat(allowed(policy.job(job, ADDRESS)))
                .contains(
                        "s3:GetObject arn:aws:s3:::mine/film.mp4",
                        "s3:PutObject arn:aws:s3:::yours/out.mp4");
    }

    @ParameterizedTest
    @CsvSource({
        "a*b.mp4,   a${*}b.mp4",
        "a?b.mp4,   a${?}b.mp4",
        "a$b.mp4,   a${$}b.mp4",
        "a${*}.mp4, a${$}{${*}}.mp4",
        "'a\"b\\c', 'a\"b\\c'",
        "Größe 映画 🎬.mp4, Größe 映画 🎬.mp4"
    })
    void a_key_stands_for_itself_alone(String key, String resource) {
        var text = policy.job(claimed("s3:///" + key, "s3:///dst/", "web.mp4"), ADDRESS);

        assertThat(allowed(text)).contains("s3:GetObject arn:aws:s3:::films/" + resource);
        assertThat(text).matches("[\\t\\n\\r -ÿ]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "*", "$", "\"", "ä", "映", "🎬", "a/"})
    void the_longest_keys_fit_as_far_as_they_can_and_end_in_a_star(String character) {
        var bytes = character.getBytes(StandardCharsets.UTF_8).length;
        var key = character.repeat(1000 / bytes);
        var job = claimed("s3:///" + key + "z", "s3:///" + key + "z.m3u8", "list.m3u8");

        var text = policy.job(job, ADDRESS);

        assertThat(text.length()).isLessThanOrEqualTo(SessionPolicy.LONGEST);
        var sources =
                allowed(text).stream()
                        .filter(right -> right.startsWith("s3:GetObject arn:aws:s3:::films/"))
                        .toList();
        assertThat(sources).singleElement().asString().endsWith("*");
        var begin = sources.getFirst().substring("s3:GetObject arn:aws:s3:::films/".length());
        assertThat(PolicyText.literal(key)).startsWith(begin.substring(0, begin.length() - 1));
        assertThat(begin.length()).isGreaterThan(10);
    }

    @Test
    void a_key_that_fits_is_not_cut() {
        var key = "k".repeat(300);
        var job = claimed("s3:///" + key, "s3:///" + key + ".mp4", "web.mp4");

        assertThat(allowed(policy.job(job, ADDRESS)))
                .contains(
                        "s3:GetObject arn:aws:s3:::films/" + key,
                        "s3:PutObject arn:aws:s3:::encoded/" + key + ".mp4");
    }

    private static Job claimed(String source, String dest, String output) {
        var asked =
                new NewJob(
                        new PresetSnapshot(new PresetId(1), "web", "{}", output),
                        MediaUri.parse("source", source),
                        MediaUri.parse("dest", dest),
                        new UserId(1));
        return Job.queued(new JobId(12), asked, NOW).claim("w1", NOW, Duration.ofSeconds(60));
    }

    /** Each action with each resource. */
    private static Set<String> allowed(String policy) {
        return statements(policy).stream()
                .filter(statement -> statement.path("Effect").asString().equals("Allow"))
                .flatMap(
                        statement ->
                                texts(statement.path("Action")).stream()
                                        .flatMap(
                                                action ->
                                                        texts(statement.path("Resource")).stream()
                                                                .map(on -> action + " " + on)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> statements(String policy) {
        return new JsonMapper().readTree(policy).path("Statement").valueStream().toList();
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(JsonNode::asString).toList()
                : List.of(node.asString());
    }
}
