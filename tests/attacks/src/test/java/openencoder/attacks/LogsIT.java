package openencoder.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * No log of the whole build holds a secret: what tests printed in any module, and what the stacks
 * they started wrote. Runs last, after {@link AttackedStackIT}.
 */
class LogsIT {
    private static final Map<String, Pattern> SECRETS =
            Map.of(
                    "a token", Pattern.compile("eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}"),
                    "a signed link", Pattern.compile("X-Amz-(Signature|Security-Token)=\\w"),
                    "a password or token of a test", Pattern.compile(Canary.PATTERN),
                    "a private key", Pattern.compile("\"(d|dp|dq|qi)\"\\s*:\\s*\"[\\w-]{40,}"),
                    "a password's hash",
                            Pattern.compile("\\$argon2id\\$v=\\d+\\$m=\\d+[^\\s\"]{40,}"),
                    "a header",
                            Pattern.compile(
                                    "(?i)authorization[\"'=: ]+(bearer|aws4)\\s(?!<)\\S{10,}"));

    @TempDir private Path folder;

    @Test
    void no_log_holds_a_secret() throws IOException {
        var logs = logs();
        assertThat(logs)
                .extracting(log -> RunningStack.ROOT.relativize(log).toString())
                .anyMatch(log -> log.matches("shared/web/target/surefire-reports/.*xml"))
                .anyMatch(log -> log.matches("local/target/failsafe-reports/.*xml"))
                .anyMatch(log -> log.matches("cli/target/stack-logs/.*printed.log"))
                .anyMatch(log -> log.matches("tests/attacks/target/attacked/stack.log"))
                .anyMatch(log -> log.matches("tests/attacks/target/attacked/data/logs/worker.*"));

        var found = new ArrayList<String>();
        for (var log : logs) found.addAll(secretsIn(log));

        assertThat(found).isEmpty();
    }

    @Test
    void what_was_searched_are_the_logs_of_what_was_attacked() throws IOException {
        var worker = new StringBuilder();
        for (var log : logs())
            if (log.startsWith(
                    RunningStack.ROOT.resolve("tests/attacks/target/attacked/data/logs")))
                worker.append(Files.readString(log, ISO_8859_1));
        assertThat(worker).contains("jobId=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ",
                "GET http://127.0.0.1/films/a?X-Amz-Date=1&X-Amz-Signature=0a1b2c",
                "Log in failed for a with " + Canary.WRONG_PASSWORD,
                "{\"kty\":\"RSA\",\"d\":\"0123456789012345678901234567890123456789abc\"}",
                "hash=$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8A",
                "Authorization: Bearer 0123456789abcdef"
            })
    void a_secret_is_found(String line) throws IOException {
        var log = Files.writeString(folder.resolve("a.log"), "before\n" + line + "\nafter\n");
        assertThat(secretsIn(log)).isNotEmpty();
        assertThat(secretsIn(log)).allMatch(found -> found.contains("a.log:2"));
    }

    /** Without showing them. */
    private static List<String> secretsIn(Path log) throws IOException {
        var found = new ArrayList<String>();
        var lines = Files.readString(log, ISO_8859_1).split("\n");
        for (var i = 0; i < lines.length; i++)
            for (var secret : SECRETS.entrySet())
                if (secret.getValue().matcher(lines[i]).find())
                    found.add("%s at %s:%d".formatted(secret.getKey(), log, i + 1));
        return found;
    }

    private static List<Path> logs() throws IOException {
        try (var files = Files.walk(RunningStack.ROOT, 7)) {
            return files.filter(Files::isRegularFile).filter(LogsIT::isLog).toList();
        }
    }

    private static boolean isLog(Path file) {
        var path = RunningStack.ROOT.relativize(file).toString();
        return Stream.of(
                        "target/(surefire|failsafe)-reports/.*",
                        "target/stack-logs/.*",
                        "target/attacked/stack\\.log",
                        "target/attacked/data/logs/.*",
                        "target/.*\\.log")
                .anyMatch(kind -> path.matches("([^/]+/){1,2}" + kind));
    }
}
