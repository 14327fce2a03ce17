package openencoder.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.refusal.NotFound;
import openencoder.refusal.Refusal;
import openencoder.refusal.Unavailable;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class RevisionedRepositoryTest {
    private final Counters counters = new Counters();

    @Test
    void a_change_is_stored() {
        assertThat(counters.update(1, value -> value + 1)).isEqualTo(1);
        assertThat(counters.stored).isEqualTo(1);
    }

    @Test
    void a_change_is_made_anew_to_what_others_stored() {
        counters.othersAreFaster = 3;
        assertThat(counters.update(1, value -> value + 1)).isEqualTo(301);
    }

    @Test
    void a_change_is_given_up_with_a_request_to_try_again() {
        counters.othersAreFaster = RevisionedRepository.ATTEMPTS;
        assertThatThrownBy(() -> counters.update(1, value -> value + 1))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        busy -> assertThat(busy.code()).isEqualTo("counter.busy"))
                .hasMessage("The counter 1 changes too fast; try again.");
    }

    @Test
    void a_change_that_changes_nothing_writes_nothing() {
        counters.othersAreFaster = RevisionedRepository.ATTEMPTS;
        assertThat(counters.update(1, value -> value)).isZero();
    }

    @Test
    void what_is_not_there_is_not_changed() {
        assertThatThrownBy(() -> counters.update(2, value -> value + 1))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void a_change_that_refuses_is_not_made_anew() {
        assertThatThrownBy(() -> counters.update(1, _ -> refuse())).isInstanceOf(Refusal.class);
        assertThat(counters.stored).isZero();
    }

    private static int refuse() {
        throw new Unavailable("counter.closed", "The counter is closed.");
    }

    /** One counter, which others raise by a hundred whenever they are faster. */
    private static final class Counters implements RevisionedRepository<Integer, Integer> {
        private int stored;
        private int othersAreFaster;

        @Override
        public String noun() {
            return "counter";
        }

        @Override
        public Optional<Integer> find(Integer id) {
            return id == 1 ? Optional.of(stored) : Optional.empty();
        }

        @Override
        public Optional<Integer> replace(Integer changed) {
            if (othersAreFaster-- > 0) {
                stored += 100;
                return Optional.empty();
            }
            stored = changed;
            return Optional.of(stored);
        }
    }
}
