package openencoder.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.random.RandomGenerator;

class GuidTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void a_guid_is_20_digits_of_base_32_hex() {
        assertThat(Guid.next(NOW)).matches("[0-9a-v]{20}");
    }

    @Test
    void guids_of_one_second_differ() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 10_000; i++) seen.add(Guid.next(NOW));

        assertThat(seen).hasSize(10_000);
    }

    @Test
    void a_later_second_sorts_later() {
        var guids = new Guid(new Random(1));

        assertThat(guids.at(NOW)).isLessThan(guids.at(NOW.plusSeconds(1)));
    }

    @Test
    void chance_is_drawn_anew_each_second_so_that_restored_copies_differ() {
        var guids = new Guid(new Random(1));
        var before = guids.at(NOW);
        var sameSecond = guids.at(NOW);
        var after = guids.at(NOW.plusSeconds(1));

        assertThat(sameSecond.substring(7, 14)).isEqualTo(before.substring(7, 14));
        assertThat(after.substring(7, 14)).isNotEqualTo(before.substring(7, 14));
    }

    /** The example of rs/xid's README: 9m4e2mr0ui3e8a215n4g. */
    @Test
    void the_bytes_are_spelt_as_xid_spells_them() {
        byte[] process = {0x60, (byte) 0xf4, (byte) 0x86, (byte) 0xe4, 0x28};
        var guids =
                new Guid(
                        new RandomGenerator() {
                            @Override
                            public void nextBytes(byte[] bytes) {
                                System.arraycopy(process, 0, bytes, 0, 5);
                            }

                            @Override
                            public int nextInt(int bound) {
                                return 0x412dc9;
                            }

                            @Override
                            public long nextLong() {
                                return 0;
                            }
                        });

        assertThat(guids.at(Instant.ofEpochSecond(0x4d88e15b))).isEqualTo("9m4e2mr0ui3e8a215n4g");
    }
}
