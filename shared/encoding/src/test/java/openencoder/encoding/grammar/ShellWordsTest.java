package openencoder.encoding.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class ShellWordsTest {
    @Test
    void blanks_separate_and_more_of_them_separate_no_more() {
        assertThat(ShellWords.split("  -vf   scale=-2:360\t-an\n"))
                .containsExactly("-vf", "scale=-2:360", "-an");
    }

    @Test
    void quotes_group_and_vanish() {
        assertThat(ShellWords.split("-metadata 'title=My film' \"comment=it's\"x"))
                .containsExactly("-metadata", "title=My film", "comment=it'sx");
    }

    @Test
    void inside_double_quotes_single_quotes_and_most_backslashes_stay() {
        assertThat(ShellWords.split("\"scale='min(640\\,iw)':-2\" \"a\\\"b\\\\\""))
                .containsExactly("scale='min(640\\,iw)':-2", "a\"b\\");
    }

    @Test
    void a_backslash_takes_the_next_character_as_it_is() {
        assertThat(ShellWords.split("My\\ film \\'")).containsExactly("My film", "'");
    }

    @Test
    void nothing_is_expanded_or_run() {
        assertThat(ShellWords.split("$(id) `id` $HOME *.mp4 a;b a|b >c"))
                .containsExactly("$(id)", "`id`", "$HOME", "*.mp4", "a;b", "a|b", ">c");
    }

    @Test
    void an_empty_word_can_be_written() {
        assertThat(ShellWords.split("a '' \"\"")).containsExactly("a", "", "");
        assertThat(ShellWords.split("   ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "a 'b", "a \"b\\\"", "a\\"})
    void bad_quoting_is_refused(String line) {
        assertThatThrownBy(() -> ShellWords.split(line)).isInstanceOf(Unsupported.class);
    }

    @Test
    void what_is_joined_splits_into_the_same_words() {
        var words = List.of("-vf", "scale='min(640,iw)':-2", "it's \"so\"", "", "a b", "$x", "\\");

        assertThat(ShellWords.split(ShellWords.join(words))).isEqualTo(words);
    }
}
