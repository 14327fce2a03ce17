package openencoder.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.refusal.Invalid;

import org.junit.jupiter.api.Test;

class PageRequestTest {
    @Test
    void twenty_five_rows_make_three_pages_of_ten() {
        assertThat(new PageRequest(1, 10).idsDownFrom(25)).hasSize(10).startsWith(25L, 24L);
        assertThat(new PageRequest(2, 10).idsDownFrom(25)).hasSize(10).startsWith(15L, 14L);
        assertThat(new PageRequest(3, 10).idsDownFrom(25)).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(new PageRequest(4, 10).idsDownFrom(25)).isEmpty();
    }

    @Test
    void the_last_possible_page_does_not_overflow() {
        assertThat(new PageRequest(Integer.MAX_VALUE, 100).idsDownFrom(25)).isEmpty();
    }

    @Test
    void every_bad_number_is_named() {
        assertThatThrownBy(() -> new PageRequest(0, 101))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal ->
                                assertThat(refusal.fields())
                                        .extracting(Invalid.Field::field)
                                        .containsExactly("page", "count"));
    }
}
