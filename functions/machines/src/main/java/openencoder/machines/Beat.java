package openencoder.machines;

import openencoder.job.JobId;
import openencoder.machine.Machine;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineStatus;
import openencoder.machine.MachineToken;
import openencoder.machine.Session;
import openencoder.refusal.Unavailable;
import openencoder.roster.WorkerReport;
import openencoder.roster.WorkerRoster;
import openencoder.web.http.BodyFields;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A machine says every few seconds that it lives and what it does, and is told whether to drain.
 * Its session is renewed, with its credentials, in the last third of their life.
 */
final class Beat {
    private static final int ROUNDS = 5;
    private static final int LONGEST_TEXT = 200;

    /**
     * @param started when the agent started
     * @param drained it was told to drain, has no job and takes none any more
     */
    record Said(Optional<JobId> job, String ffmpeg, String host, Instant started, boolean drained) {
        static Said of(BodyFields fields) {
            // for people who read a recording of it; the job's row is what counts
            fields.optionalWhole("attempt");
            return new Said(
                    fields.optionalWhole("job").filter(job -> job > 0).map(JobId::new),
                    cut(fields.text("ffmpeg")),
                    cut(fields.text("host")),
                    fields.time("started"),
                    fields.optionalFlag("drained").orElse(false));
        }

        private static String cut(String text) {
            return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        }
    }

    /**
     * @param token of its next session
     */
    record Renewal(MachineToken token, Session session, Credentials credentials) {}

    record Answer(boolean drain, Optional<Renewal> renewal) {}

    private final MachineRepository machines;
    private final MachineSessions sessions;
    private final MachineCredentials credentials;
    private final WorkerRoster workers;
    private final InstantSource clock;

    Beat(
            MachineRepository machines,
            MachineSessions sessions,
            MachineCredentials credentials,
            WorkerRoster workers,
            InstantSource clock) {
        this.machines = machines;
        this.sessions = sessions;
        this.credentials = credentials;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * @param bearer the token it called with
     * @throws openencoder.refusal.Unauthenticated {@code machine.session_refused}
     */
    Answer take(Optional<String> bearer, Said said) {
        for (var round = 0; round < ROUNDS; round++) {
            var caller = sessions.caller(bearer);
            var now = clock.instant();
            var renewal =
                    caller.used().isAging(now)
                            ? Optional.of(renewal(caller.machine(), now))
                            : Optional.<Renewal>empty();
            var moved = moved(caller, said, renewal, now);
            if (machines.replace(moved).isEmpty()) continue;
            workers.report(report(moved, said, now));
            return new Answer(isToDrain(moved), renewal);
        }
        throw new Unavailable("machine.contended", "The machine is being changed; beat again.");
    }

    private Renewal renewal(Machine machine, Instant now) {
        var token = MachineToken.next(machine.id());
        return new Renewal(token, Session.of(token, now), credentials.forQueue(machine));
    }

    private static Machine moved(
            MachineSessions.Caller caller, Said said, Optional<Renewal> renewal, Instant now) {
        var beat = caller.machine().beat(said.job(), now);
        var renewed = renewal.map(next -> beat.renew(caller.used(), next.session())).orElse(beat);
        return said.drained() && renewed.status() == MachineStatus.DRAINING
                ? renewed.drained()
                : renewed;
    }

    private static boolean isToDrain(Machine machine) {
        return machine.status() != MachineStatus.WORKING;
    }

    private static WorkerReport report(Machine machine, Said said, Instant now) {
        return new WorkerReport(
                machine.id().value(), said.host(), said.job(), said.ffmpeg(), said.started(), now);
    }
}
