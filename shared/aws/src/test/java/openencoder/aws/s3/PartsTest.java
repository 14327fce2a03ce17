package openencoder.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartsTest {
    private static final long MEBI = 1L << 20;

    @Test
    void parts_cover_every_byte_once() {
        assertThat(new Parts(25, 10).list())
                .containsExactly(
                        new Parts.Part(1, 0, 9),
                        new Parts.Part(2, 10, 19),
                        new Parts.Part(3, 20, 24));
    }

    @Test
    void what_fits_into_one_part_is_one() {
        assertThat(new Parts(10, 10).list()).containsExactly(new Parts.Part(1, 0, 9));
    }

    @Test
    void nothing_has_no_parts() {
        assertThat(new Parts(0, 10).list()).isEmpty();
    }

    @Test
    void a_part_names_its_range_as_http_does() {
        assertThat(new Parts.Part(2, 10, 19).range()).isEqualTo("bytes=10-19");
    }

    @Test
    void parts_are_as_large_as_preferred_unless_there_would_be_too_many() {
        assertThat(Parts.of(160_000 * MEBI, 16 * MEBI))
                .isEqualTo(new Parts(160_000 * MEBI, 16 * MEBI));
        assertThat(Parts.of(160_000 * MEBI + 1, 16 * MEBI).partSize()).isEqualTo(17 * MEBI);
        assertThat(Parts.of(5_000_000 * MEBI, 16 * MEBI).list()).hasSizeLessThanOrEqualTo(10_000);
    }
}
