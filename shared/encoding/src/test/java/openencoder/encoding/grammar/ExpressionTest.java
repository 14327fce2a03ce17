package openencoder.encoding.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class ExpressionTest {
    private static final Map<String, Double> HD = Map.of("iw", 1920.0, "ih", 1080.0);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-2; -2",
                "iw/2; 960",
                "min(1280,iw); 1280",
                "trunc(iw/7)*2; 548",
                "ih*16/9; 1920",
                "(iw-ih)/2+1; 421",
                "if(gt(iw,ih),iw,ih); 1920",
                "ifnot(gt(iw,ih),1); 0",
                "between(3,1,5)*4; 4",
                "clip(9,0,5); 5",
                "2^3; 8",
                "-2^2; -4",
                "3+-2^2; -1",
                "2^-1; 0.5",
                "round(2.5); 3",
                "min(0/0,5); 5",
                "if(0/0,1,2); 1",
                "-(1+2); -3",
                ".5*4; 2",
                "mod(7,4); 3",
                "max( 1 , 2 ); 2",
            })
    void a_formula_has_its_value(String text, double value) {
        assertThat(Expression.parse(text, 8192).at(HD)).isCloseTo(value, within(1e-9));
    }

    @Test
    void a_formula_over_what_is_not_known_has_none() {
        assertThat(Expression.parse("PTS-STARTPTS+t", 8192).at(HD)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while(1,1)",
                "taylor(1,2)",
                "root(1,2)",
                "print(1)",
                "random(0)",
                "st(0,1)",
                "ld(0)",
                "time(0)",
                "gauss(1)",
                "bitand(1,2)",
                "nosuch",
                "8193",
                "1;2",
                "1,2",
                "",
                "(",
                "1)",
                "min(1)",
                "abs(1,2)",
                "1 2",
                "0x10",
                "1e9",
                "iw iw",
                "a'b",
                "$x",
                "..",
            })
    void what_does_not_end_keeps_state_writes_or_means_nothing_is_refused(String text) {
        assertThatThrownBy(() -> Expression.parse(text, 8192)).isInstanceOf(Unsupported.class);
    }

    @Test
    void nesting_and_length_have_an_end() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(200) + "1" + ")".repeat(99), 8192))
                .hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> Expression.parse("1" + "+1".repeat(200), 8192))
                .hasMessageContaining("at most 300 characters");
    }
}
