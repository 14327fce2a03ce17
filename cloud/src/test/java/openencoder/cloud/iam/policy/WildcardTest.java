package openencoder.cloud.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "film.mp4, film.mp4, true",
        "film.mp4, film.mp4x, false",
        "film.mp4, Film.mp4, false",
        "film.*, film., true",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXbYbZ, false",
        "s/*, s/a/b/c, true",
        "s/*, s, false",
        "fil?, film, true",
        "fil?, fil, false",
        "fil??, film, false",
        "a**b, ab, true",
        "a.b, aXb, false",
    })
    void a_run_is_any_text_and_a_question_mark_one_character(
            String pattern, String text, boolean isMet) throws Exception {
        assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(isMet);
    }

    @ParameterizedTest
    @CsvSource({
        "a${*}b, a*b, true",
        "a${*}b, aXb, false",
        "a${?}b, a?b, true",
        "a${?}b, aXb, false",
        "a${$}b, a$b, true",
        "${$}{x}, ${x}, true",
        "${*}*, *anything, true",
        "${*}*, anything, false",
    })
    void an_escaped_sign_is_itself_alone(String pattern, String text, boolean isMet)
            throws Exception {
        assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(isMet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${aws:username}", "a${", "${*", "${}"})
    void a_variable_is_malformed(String pattern) {
        assertThatThrownBy(() -> Wildcard.of(pattern))
                .isInstanceOf(MalformedPolicy.class)
                .hasMessageContaining(pattern);
    }

    @Test
    void actions_are_met_in_any_case() throws Exception {
        assertThat(Wildcard.ignoringCase("S3:get*").matches("s3:GetObject")).isTrue();
    }

    @Test
    @Timeout(5)
    void many_runs_do_not_take_for_ever() throws Exception {
        var text = "a".repeat(2_000);

        assertThat(Wildcard.of("a*".repeat(500) + "b").matches(text)).isFalse();
    }
}
