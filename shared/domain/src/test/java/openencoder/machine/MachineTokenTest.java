package openencoder.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class MachineTokenTest {
    private static final MachineId ID = new MachineId("0123456789abcdefghij");
    private static final String SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno-_";

    @Test
    void a_token_is_read_as_it_was_sent() {
        var token = MachineToken.next(MachineId.next(Instant.EPOCH));

        assertThat(MachineToken.parse(token.text())).contains(token);
        assertThat(token.text()).matches("[0-9a-v]{20}\\.[A-Za-z0-9_-]{43}");
    }

    @Test
    void no_two_are_alike() {
        assertThat(MachineToken.next(ID)).isNotEqualTo(MachineToken.next(ID));
    }

    @Test
    void its_hash_is_the_one_that_sha256sum_makes_of_its_text() {
        // printf %s 0123456789abcdefghij.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno-_ | sha256sum
        assertThat(new MachineToken(ID, SECRET).hash())
                .isEqualTo("77591a530c1f5e42af1039a42b9b764ea16444614912a36486276eb6bd8e9a2c");
    }

    @Test
    void it_keeps_its_secret_from_logs() {
        assertThat(new MachineToken(ID, SECRET)).hasToString("0123456789abcdefghij.…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "0123456789abcdefghij",
                "0123456789abcdefghij.",
                "0123456789abcdefghij.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno-",
                "0123456789abcdefghij.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno-_a",
                "0123456789abcdefghiz.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno-_",
                "0123456789abcdefghij.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno+/",
                "0123456789abcdefghi.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno-_a"
            })
    void what_does_not_look_like_one_is_none(String text) {
        assertThat(MachineToken.parse(text)).isEmpty();
    }
}
