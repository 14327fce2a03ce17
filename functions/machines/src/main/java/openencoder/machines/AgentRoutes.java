package openencoder.machines;

import static openencoder.web.auth.Access.ANYONE;

import openencoder.job.JobId;
import openencoder.machine.MachineToken;
import openencoder.machine.Session;
import openencoder.machines.MachinesSettings.Workers;
import openencoder.refusal.Invalid;
import openencoder.web.http.Call;
import openencoder.web.http.Route;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    List<Route> routes() {
        return List.of(
                Route.post("/api/worker/enrol", ANYONE, this::enrol),
                Route.post("/api/worker/beat", ANYONE, this::beat),
                Route.post("/api/worker/claims", ANYONE, this::claim),
                Route.post("/api/worker/claims/{id}/renew", ANYONE, this::renew));
    }

    private Object enrol(Call call) {
        var token = call.body(fields -> fields.text("token"));
        var enrolled = enrol.enrol(token, call.sourceAddress());
        var machine = enrolled.machine();
        var session = machine.agent().orElseThrow().sessions().getFirst();
        return new Enrolled(
                new Named(machine.id().value(), machine.name()),
                SessionView.of(enrolled.session(), session),
                BETWEEN_BEATS.toSeconds(),
                enrolled.credentials(),
                workers.environment());
    }

    private Object beat(Call call) {
        var answer = beat.take(call.bearer(), call.body(Beat.Said::of));
        return new Beaten(
                answer.drain(),
                answer.renewal().map(next -> SessionView.of(next.token(), next.session())),
                answer.renewal().map(Beat.Renewal::credentials));
    }

    private Object claim(Call call) {
        var job = jobId(call.body(fields -> fields.whole("job")));
        var machine = sessions.caller(call.bearer()).machine();
        return switch (claims.claim(machine, job)) {
            case Claims.Outcome.Claimed(var claimed, var credentials) ->
                    new Claimed("claimed", claimed.id().value(), claimed.attempt(), credentials);
            case Claims.Outcome.Settled _ -> Map.of("outcome", "settled");
            case Claims.Outcome.Release _ -> Map.of("outcome", "release");
            case Claims.Outcome.PutOff(var wait) ->
                    new PutOff("put_off", Math.max(1, wait.plusMillis(999).toSeconds()));
        };
    }

    private Object renew(Call call) {
        var attempt = call.body(fields -> fields.whole("attempt"));
        var machine = sessions.caller(call.bearer()).machine();
        return new Renewed(claims.renew(machine, new JobId(call.id("job")), attempt));
    }

    private static JobId jobId(long number) {
        if (number < 1) throw new Invalid("request.invalid", "job", "must be a job's id");
        return new JobId(number);
    }
}
