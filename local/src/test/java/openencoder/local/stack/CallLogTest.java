package openencoder.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.faults.AwsCall;
import openencoder.cloud.faults.CallReport;
import openencoder.cloud.faults.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

class CallLogTest {

    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-01-02T12:00:00Z"));

    @TempDir Path folder;

    @Test
    void a_line_tells_a_call_its_fault_and_its_answers_but_no_signature() throws IOException {
        var file = folder.resolve("calls.jsonl");
        try (var journal = CallLog.in(file, NOON)) {
            journal.add(
                    report("/films/a.mp4?uploadId=u%2F1&X-Amz-Signature=secret", Fault.CUT, 200));
            journal.add(new CallReport(call("/films/b.mp4"), Optional.empty(), List.of(404)));
        }
        assertThat(file)
                .hasContent(
                        """
                        {"at":"2026-01-02T12:00:00Z","service":"S3","operation":"PutObject","path":"/films/a.mp4","upload":"u%2F1","fault":"CUT","answers":[200]}
                        {"at":"2026-01-02T12:00:00Z","service":"S3","operation":"PutObject","path":"/films/b.mp4","answers":[404]}
                        """);
    }

    @Test
    void a_call_that_ends_after_the_journal_was_closed_is_not_listed() throws IOException {
        var file = folder.resolve("calls.jsonl");
        var journal = CallLog.in(file, NOON);
        journal.close();

        journal.add(report("/films/a.mp4", Fault.DROP));

        assertThat(Files.size(file)).isZero();
    }

    private static CallReport report(String path, Fault fault, Integer... answers) {
        return new CallReport(call(path), Optional.of(fault), List.of(answers));
    }

    private static AwsCall call(String path) {
        return new AwsCall(AwsCall.Service.S3, "PutObject", "PUT", path);
    }
}
