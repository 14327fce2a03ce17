package openencoder.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class MannWhitneyTest {
    // scipy 1.x: mannwhitneyu([19, 22, 16, 29, 24], [20, 11, 17, 12], method="asymptotic"), as
    // docs.scipy.org/doc/scipy/reference/generated/scipy.stats.mannwhitneyu.html shows it
    @Test
    void an_example_of_scipys_documentation_comes_out_the_same() {
        var test =
                MannWhitney.of(
                        List.of(19.0, 22.0, 16.0, 29.0, 24.0), List.of(20.0, 11.0, 17.0, 12.0));
        assertThat(test.u()).isEqualTo(17);
        assertThat(test.p()).isCloseTo(0.11134688653, within(1e-6));
    }

    @Test
    void the_same_twice_is_the_same_and_a_shift_is_noticed() {
        var sample = IntStream.range(0, 200).mapToObj(i -> 30 + i % 17 / 10.0).toList();
        assertThat(MannWhitney.of(sample, sample).p()).isGreaterThan(0.99);
        var slower = sample.stream().map(value -> value + 0.5).toList();
        assertThat(MannWhitney.of(sample, slower).p()).isLessThan(1e-6);
    }

    @Test
    void all_equal_says_nothing() {
        assertThat(MannWhitney.of(List.of(1.0, 1.0), List.of(1.0, 1.0)).p()).isEqualTo(1);
    }
}
