package openencoder.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class KeySetsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration OVERLAP = Duration.ofMinutes(70);

    @Test
    void a_new_key_signs_when_all_have_it_and_the_old_one_counts_until_its_tokens_are_over() {
        var before = KeySets.fresh();
        var after = before.rotated(NOON.plusMillis(300));

        var next = after.signing().getFirst();
        assertThat(next.signsFrom()).contains(NOON.plus(KeySets.LEAD));
        assertThat(ids(after.signing())).containsExactly(next.id(), only(before).id());
        assertThat(ids(after.verification())).containsExactly(next.id(), only(before).id());
        assertThat(after.verification().getFirst().countsUntil()).isEmpty();
        assertThat(after.verification().getLast().countsUntil())
                .contains(NOON.plus(KeySets.LEAD).plus(OVERLAP));
        assertThat(after.signing().getLast().countsUntil()).isEmpty();
    }

    @Test
    void dead_keys_go_with_the_next_rotation() {
        var first = KeySets.fresh();
        var second = first.rotated(NOON);
        var later = NOON.plus(Duration.ofDays(90));
        var third = second.rotated(later);
        assertThat(ids(third.signing()))
                .containsExactly(third.signing().getFirst().id(), second.signing().getFirst().id());
        assertThat(ids(third.verification())).isEqualTo(ids(third.signing()));
    }

    @Test
    void rotating_twice_in_a_hurry_loses_no_key_that_signs_or_will() {
        var first = KeySets.fresh();
        var second = first.rotated(NOON);
        var third = second.rotated(NOON.plusSeconds(60));
        assertThat(third.signing()).hasSize(3);
        assertThat(third.verification()).hasSize(3);
        assertThat(third.verification().getLast().countsUntil())
                .isEqualTo(second.verification().getLast().countsUntil());
    }

    @Test
    void what_is_written_is_what_is_read() {
        var sets = KeySets.fresh().rotated(NOON);
        var read = KeySets.parse(sets.signingJson(), sets.verificationJson());
        assertThat(read.signingJson()).isEqualTo(sets.signingJson());
        assertThat(read.verificationJson()).isEqualTo(sets.verificationJson());
        assertThat(read.rotated(NOON).verification()).hasSize(3);
    }

    @Test
    void only_the_signing_set_has_private_halves_and_nothing_prints_them() {
        var sets = KeySets.fresh().rotated(NOON);
        assertThat(sets.signingJson()).contains("\"d\":", "\"p\":", "\"qi\":");
        assertThat(sets.verificationJson()).doesNotContain("\"d\":", "\"p\":", "\"q\":", "\"qi\":");
        assertThat(sets.toString())
                .doesNotContain(sets.signing().getFirst().jwk().getPrivateExponent().toString());
    }

    @Test
    void people_see_what_each_key_does() {
        var first = KeySets.fresh();
        var sets = first.rotated(NOON);
        assertThat(sets.described(NOON))
                .containsExactly(
                        sets.signing().getFirst() + "  checks, will sign from 2026-01-02T12:10:00Z",
                        only(first) + "  signs, checks until 2026-01-02T13:20:00Z");
        assertThat(sets.described(NOON.plus(KeySets.LEAD)).getFirst()).endsWith("  signs, checks");
    }

    private static SigningKey only(KeySets sets) {
        return sets.signing().getFirst();
    }

    private static List<String> ids(List<SigningKey> keys) {
        return keys.stream().map(SigningKey::id).toList();
    }
}
