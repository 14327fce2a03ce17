package openencoder.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class JournaledCallsTest {
    @TempDir Path folder;

    @Test
    void an_object_counts_each_time_it_is_accepted_but_an_upload_once() throws IOException {
        var calls =
                read(
                        """
                        {"service":"S3","operation":"CompleteMultipartUpload","path":"/b/one","upload":"u1","fault":"CUT","answers":[200]}
                        {"service":"S3","operation":"CompleteMultipartUpload","path":"/b/one","upload":"u1","answers":[200]}
                        {"service":"S3","operation":"CompleteMultipartUpload","path":"/b/two","upload":"u2","answers":[200]}
                        {"service":"S3","operation":"CompleteMultipartUpload","path":"/b/two","upload":"u3","fault":"DUPLICATE","answers":[200,404]}
                        {"service":"S3","operation":"PutObject","path":"/b/three","fault":"DUPLICATE","answers":[200,200]}
                        {"service":"S3","operation":"PutObject","path":"/b/four","answers":[412]}
                        {"service":"S3","operation":"GetObject","path":"/b/four","answers":[200]}
                        {"service":"SQS","operation":"SendMessage","path":"/","fault":"DROP","answers":[]}
                        """);

        assertThat(calls.writes()).isEqualTo(Map.of("/b/one", 1, "/b/two", 2, "/b/three", 2));
        assertThat(calls.total()).isEqualTo(8);
        assertThat(calls.made()).isEqualTo(4);
        assertThat(calls.made("DUPLICATE")).isEqualTo(2);
        assertThat(calls.faults().get("DROP")).isEqualTo(Map.of("SQS", 1));
    }

    private JournaledCalls read(String lines) throws IOException {
        return JournaledCalls.in(Files.writeString(folder.resolve("calls.jsonl"), lines));
    }
}
