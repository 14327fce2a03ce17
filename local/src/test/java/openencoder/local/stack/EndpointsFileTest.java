package openencoder.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.local.stack.EndpointsFile.DigitalOcean;
import openencoder.local.stack.EndpointsFile.DynamoDb;
import openencoder.local.stack.EndpointsFile.Endpoints;
import openencoder.local.stack.EndpointsFile.Iam;
import openencoder.local.stack.EndpointsFile.S3;
import openencoder.local.stack.EndpointsFile.Sqs;
import openencoder.local.stack.EndpointsFile.Worker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class EndpointsFileTest {

    private static final Endpoints ENDPOINTS =
            new Endpoints(
                    "http://127.0.0.1:1",
                    "token of the start",
                    new DynamoDb("http://127.0.0.1:2", Map.of("jobs", "jobs-table")),
                    new Sqs(
                            "http://127.0.0.1:3",
                            "http://127.0.0.1:3/0/jobs",
                            "http://127.0.0.1:3/0/dead"),
                    new S3(
                            "http://127.0.0.1:4",
                            "key",
                            "secret",
                            "source-bucket",
                            "destination-bucket"),
                    new DigitalOcean("http://127.0.0.1:5", "token"),
                    new Iam("http://127.0.0.1:6", "http://127.0.0.1:7"),
                    List.of());

    @TempDir Path folder;

    @Test
    void scripts_find_what_the_documentation_promises() throws IOException {
        var file = new EndpointsFile(folder);
        file.write(ENDPOINTS);
        file.workersAre(List.of(new Worker("worker-1", 4711)));
        file.tokenIs("token of an hour later");
        assertThat(written())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"api":"http://127.0.0.1:1",
                                         "token":"token of an hour later",
                                         "dynamodb":{"endpoint":"http://127.0.0.1:2",
                                                     "tables":{"jobs":"jobs-table"}},
                                         "sqs":{"endpoint":"http://127.0.0.1:3",
                                                "queueUrl":"http://127.0.0.1:3/0/jobs",
                                                "deadLetterQueueUrl":"http://127.0.0.1:3/0/dead"},
                                         "s3":{"endpoint":"http://127.0.0.1:4","accessKeyId":"key",
                                               "secretAccessKey":"secret",
                                               "sourceBucket":"source-bucket",
                                               "destinationBucket":"destination-bucket"},
                                         "digitalocean":{"endpoint":"http://127.0.0.1:5","token":"token"},
                                         "iam":{"sts":"http://127.0.0.1:6",
                                                "front":"http://127.0.0.1:7"},
                                         "workers":[{"id":"worker-1","pid":4711}]}\
                                        """));
    }

    @Test
    void a_worker_that_ends_while_everything_stops_does_not_bring_the_file_back() {
        var file = new EndpointsFile(folder);
        file.write(ENDPOINTS);
        file.remove();
        file.workersAre(List.of());
        assertThat(folder).isEmptyDirectory();
    }

    private JsonNode written() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("endpoints.json")));
    }
}
