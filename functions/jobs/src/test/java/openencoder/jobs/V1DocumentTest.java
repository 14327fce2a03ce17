package openencoder.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.web.testing.Event;
import openencoder.web.testing.Shape;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

/** The Jobs section of the Open Encoder API v1 document, each request as it is written there. */
class V1DocumentTest {
    private static final String JOB =
            "{\"id\":\"<number>\",\"guid\":\"<guid>\",\"preset\":\"h264_baseline_360p_600\","
                    + "\"created_date\":\"<date>\"}";

    private final JobsFixture world = new JobsFixture();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/job | {\"message\":\"Job created\",\"status\":200}",
                "POST | /api/jobs | {\"message\":\"Job created\",\"status\":200}",
                "GET | /api/jobs?count=2 | {\"count\":5,\"items\":[@JOB,@JOB]}",
                "GET | /api/jobs/2 | @JOB",
                "GET | /api/jobs/3/status | {\"status\":200,\"job_status\":\"encoding\"}",
                "POST | /api/jobs/2/cancel | {\"status\":200}",
                "POST | /api/jobs/5/restart | {\"status\":200}"
            })
    void is_answered_with_the_documented_fields(String method, String target, String expected) {
        var event = Event.of(method, target);
        var isCreate = target.matches("/api/jobs?") && method.equals("POST");
        var reply = world.send(isCreate ? event.json(JobsFixture.ORDER) : event, Role.OPERATOR);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var shape = new JsonMapper().readTree(expected.replace("@JOB", JOB));
        Shape.check(shape, reply.json());
    }
}
