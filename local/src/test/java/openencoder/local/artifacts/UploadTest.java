package openencoder.local.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import openencoder.media.ObjectKey;
import openencoder.testing.InMemoryObjectStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class UploadTest {
    private static final String BUCKET = "artifacts-bucket";
    private static final String MANIFEST = "artifacts/manifest.json";

    @TempDir private Path folder;
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private Built built;

    @BeforeEach
    void build() throws IOException {
        built = new Built(Built.DROPLETS, archive("agent"), archive("runtime"), archive("ffmpeg"));
    }

    @Test
    void everything_is_uploaded_the_manifest_last() {
        assertThat(Artifacts.upload(built, store, BUCKET))
                .containsExactly(
                        built.agent().key(), built.runtime().key(), built.ffmpeg().key(), MANIFEST);
        assertThat(store.bytes(new ObjectKey(BUCKET, built.agent().key())))
                .hasValue("agent".getBytes(StandardCharsets.UTF_8));
        assertThat(manifest()).isEqualTo(built.manifest());
    }

    @Test
    void what_is_there_already_is_not_uploaded_again() throws IOException {
        Artifacts.upload(built, store, BUCKET);
        var next = new Built(built.platform(), archive("agent-2"), built.runtime(), built.ffmpeg());
        assertThat(Artifacts.upload(next, store, BUCKET))
                .containsExactly(next.agent().key(), MANIFEST);
        assertThat(manifest()).isEqualTo(next.manifest());
        // A machine that was told of it a moment ago still finds it.
        assertThat(store.bytes(new ObjectKey(BUCKET, built.agent().key()))).isPresent();
    }

    @Test
    void half_an_archive_that_an_earlier_upload_left_is_replaced() {
        var key = new ObjectKey(BUCKET, built.runtime().key());
        store.put(key, "runt".getBytes(StandardCharsets.UTF_8));
        Artifacts.upload(built, store, BUCKET);
        assertThat(store.bytes(key)).hasValue("runtime".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_manifest_is_as_the_machines_function_reads_it() throws IOException {
        var sample =
                new Built(
                        "Linux-x86_64",
                        new Artifact(Path.of("agent.tar.gz"), "a".repeat(64), 20_000_000),
                        new Artifact(Path.of("runtime.tar.gz"), "b".repeat(64), 45_000_000),
                        new Artifact(Path.of("ffmpeg.tar.gz"), "c".repeat(64), 30_000_000));
        var read =
                Path.of(
                        "../functions/machines/src/test/resources/openencoder/machines/boot/manifest.json");
        assertThat(sample.manifest()).isEqualTo(Files.readString(read));
    }

    @Test
    void a_worker_that_is_not_built_yet_is_asked_for() {
        assertThatExceptionOfType(ArtifactProblem.class)
                .isThrownBy(() -> Artifacts.build(folder, folder.resolve("cache")))
                .withMessageEndingWith(
                        "worker/target/worker/lib is missing; build it with ./mvnw package.");
    }

    private String manifest() {
        var bytes = store.bytes(new ObjectKey(BUCKET, MANIFEST)).orElseThrow();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Artifact archive(String content) throws IOException {
        return Artifact.of(Files.writeString(folder.resolve(content + ".tar.gz"), content));
    }
}
