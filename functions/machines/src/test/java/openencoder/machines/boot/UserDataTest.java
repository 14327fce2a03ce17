package openencoder.machines.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import openencoder.aws.client.AwsClients;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.machines.boot.Downloads.Download;
import openencoder.media.ObjectKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

class UserDataTest {
    private static final URI API = URI.create("https://abc.execute-api.eu-central-1.amazonaws.com");
    private static final String TOKEN = "d0example0machine0id." + "s".repeat(43);

    // As a function of AWS has them: a session of its role.
    private static final Map<String, String> FUNCTION =
            Map.of(
                    "AWS_REGION", "eu-central-1",
                    "AWS_ENDPOINT_URL", "https://s3.example",
                    "AWS_ACCESS_KEY_ID", "ASIAEXAMPLEEXAMPLE12",
                    "AWS_SECRET_ACCESS_KEY", "very/secret/key/of/the/functions/session",
                    "AWS_SESSION_TOKEN", "t".repeat(1_200));

    private final String userData = UserData.of(API, TOKEN, presigned());

    @TempDir private Path folder;

    /** Links as the SDK makes them. */
    private static Downloads presigned() {
        try (var aws = new AwsClients(FUNCTION)) {
            var store = new S3ObjectStore(aws);
            return new Downloads(
                    "Linux-x86_64",
                    presigned(store, "agent"),
                    presigned(store, "runtime"),
                    presigned(store, "ffmpeg"));
        }
    }

    private static Download presigned(S3ObjectStore store, String name) {
        var key = "artifacts/%s/%s.tar.gz".formatted("a".repeat(64), name);
        var link = store.linkToGet(new ObjectKey("artifacts", key), ArtifactsBucket.LIFE_OF_LINKS);
        return new Download(link, "a".repeat(64), 1_000_000);
    }

    @Test
    void it_is_far_smaller_than_any_provider_takes() {
        assertThat(userData).hasSizeLessThan(32 << 10).startsWith("#cloud-config\n");
    }

    @Test
    void the_worker_is_told_where_the_api_is_and_where_its_token_lies() {
        assertThat(content("/etc/openencoder/worker.env"))
                .isEqualTo(
                        """
                        OPENENCODER_API_URL=https://abc.execute-api.eu-central-1.amazonaws.com
                        ENROLMENT_TOKEN_FILE=/var/lib/openencoder/enrolment
                        SESSION_FILE=/var/lib/openencoder/session
                        """);
        assertThat(content("/var/lib/openencoder/enrolment")).isEqualTo(TOKEN);
    }

    @Test
    void the_unit_is_the_one_that_systemd_judges() throws Exception {
        assertThat(content("/etc/systemd/system/openencoder-worker.service"))
                .isEqualTo(
                        Files.readString(
                                Path.of("../../worker/systemd/openencoder-worker.service")));
    }

    @Test
    void the_profile_that_lets_it_make_a_sandbox_is_the_one_that_the_unit_names() {
        assertThat(content("/etc/openencoder/apparmor"))
                .contains("\nprofile openencoder-worker flags=(unconfined) {\n  userns,\n}\n");
        assertThat(content("/etc/systemd/system/openencoder-worker.service"))
                .contains("\nAppArmorProfile=-openencoder-worker\n");
    }

    @Test
    void files_with_secrets_are_roots_alone() {
        assertThat(Droplet.files(userData))
                .filteredOn(
                        file ->
                                file.get("content").contains(TOKEN)
                                        || file.get("content").contains("X-Amz-Signature"))
                .hasSize(2)
                .allSatisfy(
                        file ->
                                assertThat(file)
                                        .containsEntry("permissions", "0600")
                                        .containsEntry("owner", "root:root"));
    }

    @Test
    void there_is_no_key_no_password_and_no_token_that_lives_longer_than_its_minutes() {
        assertThat(userData).doesNotContain(FUNCTION.get("AWS_SECRET_ACCESS_KEY"));
        // A link names the key that signed it and its session; neither is of use without the
        // secret.
        var links = Pattern.compile("https://s3\\.example/\\S+").matcher(userData);
        assertThat(links.results())
                .hasSize(3)
                .allSatisfy(link -> assertThat(link.group()).contains("X-Amz-Expires=900"));
        var rest =
                links.reset()
                        .replaceAll("LINK")
                        .replace(TOKEN, "TOKEN")
                        .replace("a".repeat(64), "SHA-256");
        assertThat(rest)
                .doesNotContainPattern("(AKIA|ASIA)[A-Z0-9]{8}")
                .doesNotContainPattern("(?i)(secret_access_key|session_token|authorization|bearer)")
                .doesNotContainPattern("(?i)(passwd|password)\\s*[:=]\\s*(?!true)\\S")
                .doesNotContainPattern("ey[A-Za-z0-9_-]{10,}\\.ey")
                .doesNotContainPattern("dop_v1_")
                // nothing else is long and random enough to be a secret
                .doesNotContainPattern("[A-Za-z0-9_-]{40,}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-dot", "a.b\nc", "a.b c", "a.b'; reboot", "a.\"b", "", ".", "a.b.c$(d)"})
    void a_token_that_is_none_is_refused_without_being_told(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserData.of(API, token, presigned()))
                .withMessage("The enrolment token is not of the form a.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "https://a.example/?x=$(y)", "https://a'b/", "x"})
    void an_address_that_is_no_api_is_refused(String api) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserData.of(URI.create(api), TOKEN, presigned()))
                .withMessageContaining(api);
    }

    @Test
    void cloud_init_understands_every_line() throws Exception {
        Command.require("cloud-init", "cloud-init");
        var file = folder.resolve("user-data");
        Files.writeString(file, userData);
        var judged =
                Command.run(Map.of(), "cloud-init", "schema", "--config-file", file.toString());
        assertThat(judged.exit()).as(judged.said()).isZero();
        assertThat(judged.said()).contains("Valid").doesNotContainIgnoringCase("deprecat");
    }

    private String content(String path) {
        return Droplet.files(userData).stream()
                .filter(file -> file.get("path").equals(path))
                .findFirst()
                .orElseThrow()
                .get("content");
    }
}
