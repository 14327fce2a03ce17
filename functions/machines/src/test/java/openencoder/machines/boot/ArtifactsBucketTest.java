package openencoder.machines.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import openencoder.media.ObjectKey;
import openencoder.refusal.Unavailable;
import openencoder.testing.InMemoryObjectStore;
import openencoder.testing.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class ArtifactsBucketTest {
    private static final ObjectKey MANIFEST =
            new ObjectKey("artifacts-bucket", "artifacts/manifest.json");

    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ArtifactsBucket bucket =
            new ArtifactsBucket(store, MANIFEST.bucket(), "my-stack", clock);

    static byte[] manifest() throws IOException {
        try (var stream = ArtifactsBucketTest.class.getResourceAsStream("manifest.json")) {
            return stream.readAllBytes();
        }
    }

    @Test
    void every_archive_has_a_link_for_a_quarter_of_an_hour() throws IOException {
        store.put(MANIFEST, manifest());
        var agent = bucket.downloads().agent();
        assertThat(agent.sha256()).isEqualTo("a".repeat(64));
        assertThat(agent.size()).isEqualTo(20_000_000);
        assertThat(agent.link())
                .hasHost("get")
                .hasPath("/artifacts-bucket/artifacts/%s/agent.tar.gz".formatted("a".repeat(64)))
                .hasQuery("seconds=900");
        assertThat(bucket.downloads().ffmpeg().link().getPath()).endsWith("ffmpeg.tar.gz");
        assertThat(bucket.downloads().runtime().link().getPath()).endsWith("runtime.tar.gz");
        assertThat(bucket.downloads().platform()).isEqualTo("Linux-x86_64");
    }

    @Test
    void a_new_upload_is_noticed_after_a_minute() throws IOException {
        store.put(MANIFEST, manifest());
        bucket.manifest();
        store.put(MANIFEST, changed("20000000", "21000000"));
        clock.tick(Duration.ofSeconds(59));
        assertThat(bucket.manifest().agent().size()).isEqualTo(20_000_000);
        clock.tick(Duration.ofSeconds(1));
        assertThat(bucket.manifest().agent().size()).isEqualTo(21_000_000);
    }

    @Test
    void an_empty_bucket_says_which_command_fills_it_and_is_looked_at_again() throws IOException {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(bucket::downloads)
                .withMessageContaining("artifacts-bucket")
                .withMessageContaining("./openencoder artifacts upload --stack my-stack")
                .returns("artifacts.missing", Unavailable::code);
        store.put(MANIFEST, manifest());
        assertThat(bucket.downloads().platform()).isEqualTo("Linux-x86_64");
    }

    @ParameterizedTest
    @CsvSource({
        "20000000, 0, agent has no size",
        "Linux-x86_64, Linux x86, platform is 'Linux x86'",
        "agent.tar.gz, ../x, key is",
        "aaaaaaaa, AAAAAAAA, sha256 is",
        "{, [, Unexpected",
    })
    void a_manifest_that_no_upload_wrote_is_refused_with_its_fault(
            String part, String instead, String fault) throws IOException {
        store.put(MANIFEST, changed(part, instead));
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(bucket::manifest)
                .withMessageContaining(fault)
                .returns("artifacts.unreadable", Unavailable::code);
    }

    private static byte[] changed(String part, String instead) throws IOException {
        var text = new String(manifest(), StandardCharsets.UTF_8);
        assertThat(text).contains(part);
        return text.replace(part, instead).getBytes(StandardCharsets.UTF_8);
    }
}
