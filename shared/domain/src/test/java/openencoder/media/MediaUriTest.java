package openencoder.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.refusal.Invalid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaUriTest {
    @Test
    void an_empty_bucket_stands_for_the_configured_one() {
        var uri = MediaUri.parse("source", "s3:///src/tears-of-steel-2s.mp4");

        assertThat(uri.in("films")).isEqualTo(new ObjectKey("films", "src/tears-of-steel-2s.mp4"));
        assertThat(uri).hasToString("s3:///src/tears-of-steel-2s.mp4");
    }

    @Test
    void a_named_bucket_is_kept() {
        assertThat(MediaUri.parse("source", "s3://my-films/a b/ü.mp4").in("films"))
                .isEqualTo(new ObjectKey("my-films", "a b/ü.mp4"));
    }

    @Test
    void a_key_that_ends_in_a_slash_is_a_prefix() {
        assertThat(MediaUri.parse("dest", "s3:///dst/film/").isPrefix()).isTrue();
        assertThat(MediaUri.parse("dest", "s3:///dst/film").isPrefix()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "film.mp4",
                "http://example.com/film.mp4",
                "file:///etc/passwd",
                "s3:/films/a.mp4",
                "s3://",
                "s3://films",
                "s3://films/",
                "s3://UPPER/a.mp4",
                "s3://a/a.mp4",
                "s3:////a.mp4",
                "s3:///a/../b.mp4",
                "s3:///..",
                "s3:///a/./b.mp4",
                "s3:///a\nb.mp4",
                "s3:///.openencoder/attempts/x/1/a.mp4"
            })
    void what_cannot_be_a_place_is_refused_naming_the_field(String text) {
        assertThatThrownBy(() -> MediaUri.parse("dest", text))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal ->
                                assertThat(refusal.fields())
                                        .extracting(Invalid.Field::field)
                                        .containsExactly("dest"));
    }

    @Test
    void a_missing_uri_is_refused_like_a_bad_one() {
        assertThatThrownBy(() -> MediaUri.parse("source", null))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("s3://bucket/path/film.mp4");
    }

    @Test
    void a_key_of_1024_bytes_is_the_longest() {
        assertThat(MediaUri.parse("source", "s3:///" + "ü".repeat(512)).key()).hasSize(512);
        assertThatThrownBy(() -> MediaUri.parse("source", "s3:///" + "ü".repeat(513)))
                .isInstanceOf(Invalid.class);
    }
}
