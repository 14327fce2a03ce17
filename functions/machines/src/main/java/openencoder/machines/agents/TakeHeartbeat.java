package openencoder.machines.agents;

import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.machine.Machine;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineStatus;
import openencoder.machine.MachineToken;
import openencoder.machine.Session;
import openencoder.protocol.AccessKeys;
import openencoder.protocol.HeartbeatAnswer;
import openencoder.protocol.HeartbeatRequest;
import openencoder.protocol.SessionGrant;
import openencoder.refusal.FieldErrors;
import openencoder.refusal.Unavailable;
import openencoder.roster.WorkerRegistry;
import openencoder.roster.WorkerReport;
import openencoder.web.http.BodyFields;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A machine says every few seconds that it lives and what it does, and is told whether to drain.
 * Its session is renewed, with its credentials, in the last third of their life.
 */
public final class TakeHeartbeat {
    private static final int ROUNDS = 5;
    private static final int LONGEST_TEXT = 200;
    private static final String SHORT =
            "must have at most %d characters, and be on one line".formatted(LONGEST_TEXT);

    private record Renewal(Session session, SessionGrant grant, AccessKeys credentials) {}

    /**
     * @throws openencoder.refusal.Invalid {@code heartbeat.invalid}, naming every bad field
     */
    static HeartbeatRequest read(BodyFields fields) {
        // for people who read a recording of it; the job's row is what counts
        fields.optionalWhole("attempt");
        return new HeartbeatRequest(
                fields.optionalWhole("job"),
                Optional.empty(),
                fields.text("ffmpeg"),
                fields.text("host"),
                fields.time("started"),
                fields.optionalFlag("drained").orElse(false));
    }

    private static void check(HeartbeatRequest said) {
        var errors = new FieldErrors("heartbeat.invalid");
        errors.require(said.job().orElse(1L) > 0, "job", "must be a job's id");
        errors.require(isShort(said.ffmpeg()), "ffmpeg", SHORT);
        errors.require(isShort(said.host()), "host", SHORT);
        errors.refuseIfAny();
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST_TEXT
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    private final MachineRepository machines;
    private final MachineSessions sessions;
    private final MachineCredentials credentials;
    private final JobRepository jobs;
    private final WorkerRegistry workers;
    private final InstantSource clock;

    TakeHeartbeat(
            MachineRepository machines,
            MachineSessions sessions,
            MachineCredentials credentials,
            JobRepository jobs,
            WorkerRegistry workers,
            InstantSource clock) {
        this.machines = machines;
        this.sessions = sessions;
        this.credentials = credentials;
        this.jobs = jobs;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * @param bearer the token it called with
     * @throws openencoder.refusal.Unauthenticated {@code machine.session_refused}
     */
    HeartbeatAnswer take(Optional<String> bearer, HeartbeatRequest heartbeat) {
        for (var round = 0; round < ROUNDS; round++) {
            var caller = sessions.caller(bearer);
            check(heartbeat);
            var now = clock.instant();
            var said = believed(heartbeat, caller.machine());
            var renewal =
                    caller.used().isAging(now)
                            ? Optional.of(renewal(caller.machine(), now))
                            : Optional.<Renewal>empty();
            var moved = moved(caller, said, renewal, now);
            if (machines.replace(moved).isEmpty()) continue;
            workers.report(report(moved, said, now));
            return new HeartbeatAnswer(
                    isToDrain(moved),
                    renewal.map(Renewal::grant),
                    renewal.map(Renewal::credentials));
        }
        throw new Unavailable(
                "machine.contended", "The machine is being changed; send the heartbeat again.");
    }

    /** A job is the machine's only if its row says so. */
    private HeartbeatRequest believed(HeartbeatRequest said, Machine machine) {
        return new HeartbeatRequest(
                said.job().filter(job -> isHad(new JobId(job), machine)),
                said.attempt(),
                said.ffmpeg(),
                said.host(),
                said.started(),
                said.drained());
    }

    private boolean isHad(JobId id, Machine machine) {
        return jobs.find(id)
                .flatMap(Job::lease)
                .filter(lease -> lease.worker().equals(machine.id().value()))
                .isPresent();
    }

    private Renewal renewal(Machine machine, Instant now) {
        var token = MachineToken.next(machine.id());
        var session = Session.of(token, now);
        return new Renewal(
                session,
                new SessionGrant(token.text(), session.expires()),
                credentials.forQueue(machine));
    }

    private static Machine moved(
            MachineSessions.Caller caller,
            HeartbeatRequest said,
            Optional<Renewal> renewal,
            Instant now) {
        var heard = caller.machine().heartbeat(said.job().map(JobId::new), now);
        var renewed = renewal.map(next -> heard.renew(caller.used(), next.session())).orElse(heard);
        return said.drained() && renewed.status() == MachineStatus.DRAINING
                ? renewed.drained()
                : renewed;
    }

    private static boolean isToDrain(Machine machine) {
        return machine.status() != MachineStatus.WORKING;
    }

    private static WorkerReport report(Machine machine, HeartbeatRequest said, Instant now) {
        return new WorkerReport(
                machine.id().value(),
                said.host(),
                said.job().map(JobId::new),
                said.ffmpeg(),
                said.started(),
                now);
    }
}
