package openencoder.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.output.Made;
import openencoder.output.Manifest;
import openencoder.output.ManifestStore;
import openencoder.output.Output;
import openencoder.output.OutputKind;
import openencoder.testing.InMemoryObjectStore;
import openencoder.testing.SampleJobs;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class JsonManifestsTest {
    private static final ObjectKey AT = new ObjectKey("films", "manifest.json");
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ManifestStore manifests = new JsonManifests(store);

    @Test
    void what_is_written_is_read() {
        var manifest = manifest("dst/🎬 \"a\\b", 3);

        assertThat(manifests.read(AT, manifests.write(manifest, AT))).isEqualTo(manifest);
    }

    @Test
    void a_single_output_is_read_too() {
        var manifest =
                new Manifest("guid", 7, List.of(new Manifest.Entry("a", SampleJobs.output())));

        assertThat(manifests.read(AT, manifests.write(manifest, AT))).isEqualTo(manifest);
    }

    @Test
    void a_manifest_that_was_altered_is_refused() {
        var sha256 = manifests.write(manifest("dst/film", 3), AT);
        manifests.write(manifest("dst/film", 4), AT);

        assertThatThrownBy(() -> manifests.read(AT, sha256))
                .isInstanceOf(ManifestStore.Altered.class);
    }

    @Test
    void a_manifest_that_is_gone_is_named() {
        assertThatThrownBy(() -> manifests.read(AT, "00"))
                .isInstanceOf(ObjectStore.NoSuchObject.class);
    }

    @Test
    void long_names_cost_little() {
        manifests.write(manifest("k".repeat(1_014), 20_000), AT);

        assertThat(store.bytes(AT).orElseThrow().length).isLessThan(5_000_000);
    }

    @Test
    void the_summary_counts_every_file() {
        var made = manifest("dst/film", 3).summary("ab");

        var main = SampleJobs.output(new ObjectKey("films", "dst/film.m3u8"));
        assertThat(made).isEqualTo(new Made.Listed(4, main.size() + 1 + 2 + 3, main, "ab"));
    }

    private static Manifest manifest(String stem, int segments) {
        var entries = new ArrayList<Manifest.Entry>();
        var main = SampleJobs.output(new ObjectKey("films", stem + ".m3u8"));
        entries.add(new Manifest.Entry("film.m3u8", main));
        for (var i = 1; i <= segments; i++)
            entries.add(new Manifest.Entry("film_%05d.ts".formatted(i), segment(stem, i)));
        return new Manifest("c0ffee00000000000000", 2, entries);
    }

    private static Output segment(String stem, int number) {
        return new Output(
                new ObjectKey("films", stem + "_%05d.ts".formatted(number)),
                OutputKind.SEGMENT,
                "video/mp2t",
                number,
                "ab".repeat(32),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
