package openencoder.worker.control;

import openencoder.job.Claim;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.protocol.ClaimAnswer;
import openencoder.protocol.HeartbeatAnswer;
import openencoder.protocol.HeartbeatRequest;
import openencoder.worker.agent.ControlPlane;
import openencoder.worker.agent.WorkerCommands;
import openencoder.worker.agent.WorkerIdentity;
import openencoder.worker.control.MachineSession.Attempt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/**
 * On a rented machine the API claims for the worker, gives it keys for that job alone, and renews
 * them and the machine's session. When no heartbeat was answered for as long as the session lives,
 * the API does not know the machine any more, and the worker ends as if it had been told so.
 */
public final class ApiControlPlane implements ControlPlane {
    private static final Logger log = LoggerFactory.getLogger(ApiControlPlane.class);

    private final ProtocolClient api;
    private final MachineSession session;
    private final JobRepository jobs;
    private final WorkerIdentity me;
    private final Sleeper sleeper;
    private Optional<Attempt> atHand = Optional.empty();
    private volatile boolean isDismissed;
    private volatile boolean isOver;

    /**
     * @param jobs on clients that use the session's keys
     */
    public ApiControlPlane(
            ProtocolClient api,
            MachineSession session,
            JobRepository jobs,
            WorkerIdentity me,
            Sleeper sleeper) {
        this.api = api;
        this.session = session;
        this.jobs = jobs;
        this.me = me;
        this.sleeper = sleeper;
    }

    @Override
    public Duration interval() {
        return session.interval();
    }

    @Override
    public Optional<Claim> claim(JobId job) {
        try {
            return switch (api.claim(session.token(), job)) {
                case ClaimAnswer.Claimed claimed -> Optional.of(taken(job, claimed));
                case ClaimAnswer.Settled _ -> Optional.of(new Claim.Settled(false));
                case ClaimAnswer.PutOff later -> Optional.of(new Claim.PutOff(later.delay()));
                case ClaimAnswer.Release _ -> Optional.empty();
            };
        } catch (ApiRefusal refused) {
            if (!refused.isUnknownMachine()) throw refused;
            // the next heartbeat is refused, too, and ends this worker
            log.atWarn().addKeyValue("code", refused.code()).log("Claim refused");
            return Optional.empty();
        }
    }

    // The row has the last word: the job may have been cancelled since.
    private Claim taken(JobId id, ClaimAnswer.Claimed claimed) {
        var attempt = new Attempt(id, claimed.attempt());
        session.hold(attempt, claimed.credentials());
        try {
            var row = jobs.find(id);
            if (row.filter(found -> isOurs(found, claimed.attempt())).isPresent())
                return new Claim.Claimed(row.get());
            session.drop(attempt);
            var hasEnded = row.isEmpty() || row.get().state() instanceof JobState.Ended;
            return hasEnded ? new Claim.Settled(false) : new Claim.PutOff(me.lease());
        } catch (RuntimeException unread) {
            session.drop(attempt);
            throw unread;
        }
    }

    private boolean isOurs(Job row, int attempt) {
        return row.attempt() == attempt
                && row.state() instanceof JobState.Running running
                && running.lease().worker().equals(me.id());
    }

    @Override
    public void heartbeat(Optional<Job> job, WorkerCommands worker) {
        worksOn(job.map(Attempt::at));
        if (say(false).filter(HeartbeatAnswer::drain).isPresent()) drain(worker);
        session.dueForRenewal().ifPresent(attempt -> renew(attempt, worker));
        if (isOver) worker.abandon();
    }

    private void worksOn(Optional<Attempt> next) {
        atHand.filter(last -> !Optional.of(last).equals(next)).ifPresent(session::drop);
        atHand = next;
    }

    /** Empty if there was no answer, or the machine is not known any more. */
    private Optional<HeartbeatAnswer> say(boolean drained) {
        var heartbeat =
                new HeartbeatRequest(
                        atHand.map(attempt -> attempt.job().value()),
                        atHand.map(Attempt::attempt),
                        me.ffmpeg(),
                        me.host(),
                        me.startedAt(),
                        drained);
        try {
            var answer = api.heartbeat(session.token(), heartbeat);
            session.take(answer);
            return Optional.of(answer);
        } catch (ApiRefusal refused) {
            log.atWarn().addKeyValue("reason", refused.getMessage()).log("Heartbeat refused");
            if (refused.isUnknownMachine()) end("the API does not know this machine any more");
        } catch (ApiUnavailable silence) {
            log.atWarn().addKeyValue("reason", silence.getMessage()).log("Heartbeat unanswered");
            if (session.isOver()) end("the session is over and could not be renewed");
        }
        return Optional.empty();
    }

    private void drain(WorkerCommands worker) {
        if (isDismissed) return;
        isDismissed = true;
        log.atInfo().log("Told to drain: no more jobs are taken");
        worker.drain();
    }

    private void end(String reason) {
        isDismissed = true;
        isOver = true;
        log.atWarn().addKeyValue("reason", reason).log("The worker ends");
    }

    private void renew(Attempt attempt, WorkerCommands worker) {
        try {
            session.renew(attempt, api.renew(session.token(), attempt).credentials());
        } catch (ApiRefusal refused) {
            log.atWarn()
                    .addKeyValue("jobId", attempt.job())
                    .addKeyValue("attempt", attempt.attempt())
                    .addKeyValue("reason", refused.getMessage())
                    .log("Keys refused");
            if (refused.status() == 409) worker.lose(attempt.job(), attempt.attempt());
            if (refused.isUnknownMachine()) end("the API does not know this machine any more");
        } catch (ApiUnavailable silence) {
            log.atWarn()
                    .addKeyValue("jobId", attempt.job())
                    .addKeyValue("reason", silence.getMessage())
                    .log("Keys not renewed");
        }
    }

    @Override
    public boolean isDismissed() {
        return isDismissed;
    }

    /** A machine that was told to drain says so when it has; any other is missed soon enough. */
    @Override
    public void leave() throws InterruptedException {
        worksOn(Optional.empty());
        while (isDismissed && !isOver && say(true).isEmpty()) sleeper.sleep(interval());
    }
}
