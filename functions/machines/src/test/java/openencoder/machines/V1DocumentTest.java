package openencoder.machines;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.web.testing.Event;
import openencoder.web.testing.Shape;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

/** The Machines section of the Open Encoder API v1 document. */
class V1DocumentTest {
    private static final String NUMBERED = "{\"id\":\"<number>\",\"provider\":\"digitalocean\"}";
    private static final String MACHINE =
            "{\"id\":\"<number>\",\"name\":\"<text>\",\"status\":\"active\","
                    + "\"size_slug\":\"<text>\",\"created_at\":\"<date>\",\"region\":\"<text>\","
                    + "\"tags\":[\"openencoder\",\"<text>\"],\"provider\":\"digitalocean\"}";
    private static final String REGION =
            "{\"name\":\"<text>\",\"slug\":\"<text>\",\"sizes\":\"<any>\",\"available\":\"<any>\"}";
    private static final String SIZE =
            "{\"slug\":\"<text>\",\"available\":\"<any>\",\"price_monthly\":\"<number>\","
                    + "\"price_hourly\":\"<number>\"}";

    private final MachinesFixture world = MachinesFixture.populated();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/machines | {\"machine\":[@NUMBERED]}",
                "POST | /api/machine | {\"machine\":[@NUMBERED]}",
                "GET | /api/machines | {\"machines\":[@MACHINE,@MACHINE,@MACHINE,@MACHINE]}",
                "DELETE | /api/machines/3000000001 | {\"machine\":@NUMBERED}",
                "DELETE | /api/machine/3000000001 | {\"machine\":@NUMBERED}",
                "DELETE | /api/machines | {\"deleted\":true}",
                "DELETE | /api/machine | {\"deleted\":true}",
                "GET | /api/machines/regions | {\"regions\":[@REGION,@REGION,@REGION,@REGION]}",
                "GET | /api/machines/sizes | {\"sizes\":[@SIZE,@SIZE,@SIZE,@SIZE,@SIZE]}",
            })
    void is_answered_with_the_documented_fields(String method, String target, String expected) {
        var event = Event.of(method, target);
        var isCreate = method.equals("POST");
        var reply = world.send(isCreate ? event.json(MachinesFixture.ORDER) : event, Role.OPERATOR);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var shape =
                expected.replace("@NUMBERED", NUMBERED)
                        .replace("@MACHINE", MACHINE)
                        .replace("@REGION", REGION)
                        .replace("@SIZE", SIZE);
        Shape.check(new JsonMapper().readTree(shape), reply.json());
    }
}
