package openencoder.machines;

import static openencoder.web.auth.RequiredRole.ANYONE;
import static openencoder.web.auth.RequiredRole.ROLE;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.job.JobId;
import openencoder.machine.MachineToken;
import openencoder.machine.Session;
import openencoder.machines.MachinesSettings.Workers;
import openencoder.refusal.Invalid;
import openencoder.web.auth.BearerToken;
import openencoder.web.http.EventContext;
import openencoder.web.http.JsonBody;
import openencoder.web.http.Parameters;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the agents on machines call: with tokens of their own, no user's. */
final class AgentRoutes {
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(15);

    private record Named(String id, String name) {}

    private record SessionView(String token, Instant expires) {
        static SessionView of(MachineToken token, Session session) {
            return new SessionView(token.text(), session.expires());
        }
    }

    private record Enrolled(
            Named machine,
            SessionView session,
            long beatSeconds,
            Credentials credentials,
            Map<String, String> settings) {}

    private record Beaten(
            boolean drain, Optional<SessionView> session, Optional<Credentials> credentials) {}

    private record Claimed(String outcome, long job, int attempt, Credentials credentials) {}

    private record PutOff(String outcome, long seconds) {}

    private record Renewed(Credentials credentials) {}

    private final Enrol enrol;
    private final MachineSessions sessions;
    private final Beat beat;
    private final Claims claims;
    private final Workers workers;

    AgentRoutes(Enrol enrol, MachineSessions sessions, Beat beat, Claims claims, Workers workers) {
        this.enrol = enrol;
        this.sessions = sessions;
        this.beat = beat;
        this.claims = claims;
        this.workers = workers;
    }

    RouterFunction<ServerResponse> routes() {
        return route().POST("/api/worker/enrol", this::enrol)
                .withAttribute(ROLE, ANYONE)
                .POST("/api/worker/beat", this::beat)
                .withAttribute(ROLE, ANYONE)
                .POST("/api/worker/claims", this::claim)
                .withAttribute(ROLE, ANYONE)
                .POST("/api/worker/claims/{id}/renew", this::renew)
                .withAttribute(ROLE, ANYONE)
                .build();
    }

    private ServerResponse enrol(ServerRequest request) {
        var token = JsonBody.read(request, fields -> fields.text("token"));
        var enrolled = enrol.enrol(token, EventContext.sourceAddress(request));
        var machine = enrolled.machine();
        var session = machine.agent().orElseThrow().sessions().getFirst();
        return ok().body(
                        new Enrolled(
                                new Named(machine.id().value(), machine.name()),
                                SessionView.of(enrolled.session(), session),
                                BETWEEN_BEATS.toSeconds(),
                                enrolled.credentials(),
                                workers.environment()));
    }

    private ServerResponse beat(ServerRequest request) {
        var answer = beat.take(BearerToken.of(request), JsonBody.read(request, Beat.Said::of));
        return ok().body(
                        new Beaten(
                                answer.drain(),
                                answer.renewal()
                                        .map(next -> SessionView.of(next.token(), next.session())),
                                answer.renewal().map(Beat.Renewal::credentials)));
    }

    private ServerResponse claim(ServerRequest request) {
        var job = jobId(JsonBody.read(request, fields -> fields.whole("job")));
        var machine = sessions.caller(BearerToken.of(request)).machine();
        var outcome =
                switch (claims.claim(machine, job)) {
                    case Claims.Outcome.Claimed(var claimed, var credentials) ->
                            new Claimed(
                                    "claimed",
                                    claimed.id().value(),
                                    claimed.attempt(),
                                    credentials);
                    case Claims.Outcome.Settled _ -> Map.of("outcome", "settled");
                    case Claims.Outcome.Release _ -> Map.of("outcome", "release");
                    case Claims.Outcome.PutOff(var wait) ->
                            new PutOff("put_off", Math.max(1, wait.plusMillis(999).toSeconds()));
                };
        return ok().body(outcome);
    }

    private ServerResponse renew(ServerRequest request) {
        var attempt = JsonBody.read(request, fields -> fields.whole("attempt"));
        var machine = sessions.caller(BearerToken.of(request)).machine();
        return ok().body(
                        new Renewed(
                                claims.renew(
                                        machine,
                                        new JobId(Parameters.id(request, "job")),
                                        attempt)));
    }

    private static JobId jobId(long number) {
        if (number < 1) throw new Invalid("request.invalid", "job", "must be a job's id");
        return new JobId(number);
    }
}
