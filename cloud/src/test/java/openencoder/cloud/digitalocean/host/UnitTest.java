package openencoder.cloud.digitalocean.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class UnitTest {

    @Test
    void the_service_of_a_unit_is_read() {
        var unit =
                Unit.parse(
                        """
                        # a comment
                        [Unit]
                        Restart=never-mind
                        [Service]
                        ; another
                        Environment=A=1 "B=two words"
                        Environment=C=100%%
                        ExecStart=/bin/old
                        ExecStart=
                        ExecStart=/bin/new \\
                          --flag
                        [Install]
                        WantedBy=multi-user.target
                        """);
        assertThat(unit.words("Environment")).containsExactly("A=1", "B=two words", "C=100%");
        assertThat(unit.values("ExecStart")).hasSize(1);
        assertThat(unit.words("ExecStart")).containsExactly("/bin/new", "--flag");
        assertThat(unit.value("Restart")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Restart=always, 0, true",
        "Restart=always, 1, true",
        "Restart=always, 2, false",
        "Restart=on-failure, 0, false",
        "Restart=on-failure, 1, true",
        "Restart=on-failure, 143, false",
        "Restart=no, 1, false",
        "Type=simple, 1, false"
    })
    void it_is_started_again_when_it_says_so(String restart, int status, boolean again) {
        var unit = service(restart + "\nRestartPreventExitStatus=2 3\nSuccessExitStatus=143");
        assertThat(unit.restartsAfter(status)).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({"5, PT5S", "500ms, PT0.5S", "2 min, PT2M", "0, PT0S", "1.5s, PT1.5S"})
    void it_waits_before_it_is_started_again(String setting, Duration pause) {
        assertThat(service("RestartSec=" + setting).restartPause()).isEqualTo(pause);
        assertThat(service("").restartPause()).isEqualTo(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a  b|a;b",
                "\"a b\" c|a b;c",
                "'it is' \"so\"|it is;so",
                "a\\sb|a b",
                "\"a \\\"b\\\"\"|a \"b\"",
                "a\"b|a\"b",
                "\"\" x|;x"
            })
    void words_are_split_as_systemd_does(String text, String words) {
        assertThat(UnitWords.of(text)).containsExactly(words.split(";"));
    }

    private static Unit service(String settings) {
        return Unit.parse("[Service]\n" + settings);
    }
}
