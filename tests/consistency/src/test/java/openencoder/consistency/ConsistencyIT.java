package openencoder.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions work once; then the template, and copies of it with a mistake, are checked. */
class ConsistencyIT {
    private static String template;
    private static String description;
    private static Map<String, Work> work;

    @BeforeAll
    static void observe() throws IOException {
        template = Files.readString(Path.of("..", "..", "template.yaml"));
        description = Files.readString(Path.of("..", "..", "docs", "api.yaml"));
        work = FunctionsAtWork.observe(Deployed.parse(template));
    }

    @Test
    void template_description_events_and_code_say_the_same() {
        assertThat(complaints(template, description)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Path: /api/stats | Path: /api/figures | /api/stats is in its code, but not in"
                        + " template.yaml for JobsFunction",
                "Path: /api/stats | Path: /api/figures | /api/figures is in template.yaml for"
                        + " JobsFunction, but not in its code",
                "Path: /api/stats | Path: /api/nothing"
                        + " | /api/nothing is refused by events/, but is in template.yaml",
                "Path: /api/stats | Path: /api/fleet | /api/fleet is in template.yaml twice",
                "'Method: ANY\n"
                    + "            Path: /api/stats' | 'Method: GET\n"
                    + "            Path: /api/stats' | GET /api/stats in template.yaml is not for"
                    + " ANY method",
                "'Default:\n          Type: HttpApi' | 'Default:\n          Type: ScheduleV2'"
                        + " | template.yaml has no $default route, or several",
                "WORKERS_TABLE: | WORKER_TABLE: | WORKERS_TABLE is in its code, but not in"
                        + " template.yaml for JobsFunction",
                "WORKERS_TABLE: | WORKER_TABLE: | WORKER_TABLE is in template.yaml for"
                        + " JobsFunction, but not in its code",
                "sqs:ReceiveMessage, | ''"
                        + " | SweeperFunction needs sqs:ReceiveMessage on JobsDeadLetterQueue,"
                        + " which it is not allowed",
                "sqs:ReceiveMessage, | 'sqs:ReceiveMessage, sqs:PurgeQueue,'"
                        + " | SweeperFunction is allowed sqs:PurgeQueue on JobsDeadLetterQueue,"
                        + " which it does not use",
                "sqs:ReceiveMessage, | 'sqs:Receive*,'"
                        + " | SweeperFunction is allowed sqs:Receive* on JobsDeadLetterQueue,"
                        + " which names no action",
                "${DestinationBucket.Arn}/.openencoder/* | ${DestinationBucket.Arn}/staged/*"
                        + " | SweeperFunction needs s3:DeleteObject on"
                        + " DestinationBucket/.openencoder/attempts/99-gone/1/web.mp4,"
                        + " which it is not allowed",
                "index/by-preset | index/by-worker"
                        + " | JobsFunction needs dynamodb:Query on JobsTable/index/by-preset,"
                        + " which it is not allowed",
                "SweeperFunction: | CleanerFunction:"
                        + " | CleanerFunction is in template.yaml, but not in the tests",
            })
    void a_mistake_in_the_template_is_named(String correct, String mistake, String complaint) {
        assertThat(template).contains(correct);
        assertThat(complaints(template.replace(correct, mistake), description)).contains(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/stats: | /api/figures:"
                        + " | GET /api/stats is in the code, but not in docs/api.yaml",
                "/api/stats: | /api/figures:"
                        + " | GET /api/figures is in docs/api.yaml, but not in the code",
                "/api/stats: | /api/figures:"
                        + " | GET /api/figures is in docs/api.yaml, but not in events/",
                "x-role: admin | x-role: guest | GET /api/users is for guest in docs/api.yaml, but"
                        + " for admin in the code",
            })
    void a_mistake_in_the_description_is_named(String correct, String mistake, String complaint) {
        assertThat(description).contains(correct);
        assertThat(complaints(template, description.replace(correct, mistake))).contains(complaint);
    }

    @Test
    void a_route_without_an_event_is_named() {
        var roles = Documented.of(description, FunctionsAtWork.EVENTS).roles();
        var documented = new Documented(roles, Set.of(), Set.of());
        assertThat(new Consistency(Deployed.parse(template), documented, work).complaints())
                .contains("GET /api/queue is in docs/api.yaml, but not in events/");
    }

    private static List<String> complaints(String template, String description) {
        var deployed = Deployed.parse(template);
        var documented = Documented.of(description, FunctionsAtWork.EVENTS);
        return new Consistency(deployed, documented, work).complaints();
    }
}
