package openencoder.machines.agents;

import static openencoder.web.auth.RequiredRole.ANYONE;
import static openencoder.web.auth.RequiredRole.ROLE;

import static org.springframework.web.servlet.function.RouterFunctions.route;
import static org.springframework.web.servlet.function.ServerResponse.ok;

import openencoder.job.JobId;
import openencoder.protocol.Protocol;
import openencoder.protocol.RenewAnswer;
import openencoder.refusal.Invalid;
import openencoder.web.auth.BearerToken;
import openencoder.web.http.EventContext;
import openencoder.web.http.Parameters;
import openencoder.web.http.StrictJson;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.List;

/** What the agents on machines call: with tokens of their own, no user's. */
public final class AgentRoutes {
    private final Enrol enrol;
    private final MachineSessions sessions;
    private final TakeHeartbeat heartbeat;
    private final MachineClaims claims;

    AgentRoutes(
            Enrol enrol, MachineSessions sessions, TakeHeartbeat heartbeat, MachineClaims claims) {
        this.enrol = enrol;
        this.sessions = sessions;
        this.heartbeat = heartbeat;
        this.claims = claims;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().POST(Protocol.ENROL, this::enrol)
                .withAttribute(ROLE, ANYONE)
                .POST(Protocol.HEARTBEAT, this::heartbeat)
                .withAttribute(ROLE, ANYONE)
                .POST(Protocol.CLAIM, this::claim)
                .withAttribute(ROLE, ANYONE)
                .POST(Protocol.RENEW, this::renew)
                .withAttribute(ROLE, ANYONE)
                .build();
    }

    private ServerResponse enrol(ServerRequest request) {
        refuseOtherVersions(request.headers().header(Protocol.VERSION_HEADER));
        var token = StrictJson.read(request, fields -> fields.text("token"));
        return ok().body(enrol.enrol(token, EventContext.sourceAddress(request)));
    }

    private static void refuseOtherVersions(List<String> given) {
        var ours = Integer.toString(Protocol.VERSION);
        if (!given.isEmpty() && !given.equals(List.of(ours)))
            throw new Invalid(
                    "protocol.unsupported",
                    Protocol.VERSION_HEADER,
                    "must be %s; install this deployment's agent".formatted(ours));
    }

    private ServerResponse heartbeat(ServerRequest request) {
        var said = StrictJson.read(request, TakeHeartbeat::read);
        return ok().body(heartbeat.take(BearerToken.of(request), said));
    }

    private ServerResponse claim(ServerRequest request) {
        var job = StrictJson.read(request, fields -> fields.whole("job"));
        var machine = sessions.caller(BearerToken.of(request)).machine();
        return ok().body(claims.claim(machine, jobId(job)));
    }

    private ServerResponse renew(ServerRequest request) {
        var attempt = StrictJson.read(request, fields -> fields.whole("attempt"));
        var machine = sessions.caller(BearerToken.of(request)).machine();
        var job = new JobId(Parameters.id(request, "job"));
        return ok().body(new RenewAnswer(claims.renew(machine, job, attempt)));
    }

    private static JobId jobId(long number) {
        if (number < 1) throw new Invalid("request.invalid", "job", "must be a job's id");
        return new JobId(number);
    }
}
