package openencoder.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.web.lambda.LambdaEntry;
import openencoder.web.testing.Event;
import openencoder.web.testing.Reply;

import java.util.Map;

/** All that a machine's agent asks for in its life, from the machine's rent on. */
record MachineAtWork(LambdaEntry function, Rented rented, Map<String, String> tokens) {
    static final String ORDER =
            """
            {"provider":"digitalocean","region":"sfo3","size":"s-1vcpu-1gb","count":1}\
            """;
    private static final String BEAT =
            """
            {"job":null,"attempt":null,"ffmpeg":"8.1.2","host":"h","started":"2026-01-02T12:00:00Z"}\
            """;

    void live() {
        rent();
        var enrolled =
                Event.post("/api/worker/enrol")
                        .from("127.0.0.1")
                        .json("{\"token\":\"%s\"}".formatted(rented.enrolment()))
                        .sentTo(function);
        var session = checked(enrolled).json().path("session").path("token").asString();
        checked(call("/api/worker/heartbeat", session, BEAT));
        checked(call("/api/worker/claims", session, "{\"job\":2}"));
        checked(call("/api/worker/claims/2/renew", session, "{\"attempt\":1}"));
    }

    void rent() {
        checked(call("/api/machines", tokens.get("OPERATOR_TOKEN"), ORDER));
    }

    void turnFleetOn() {
        var on =
                """
                {"enabled":true,"min":1,"max":9,"max_hourly":1,"region":"sfo3","size":"s-1vcpu-1gb"}\
                """;
        checked(
                Event.put("/api/fleet")
                        .json(on)
                        .bearer(tokens.get("ADMIN_TOKEN"))
                        .sentTo(function));
    }

    private Reply call(String path, String bearer, String body) {
        return Event.post(path).json(body).bearer(bearer).sentTo(function);
    }

    private static Reply checked(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }
}
