package openencoder.worker.control;

import openencoder.job.Claim;
import openencoder.job.Job;
import openencoder.job.JobId;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.worker.agent.Agent;
import openencoder.worker.agent.Claims;
import openencoder.worker.control.MachineApi.Decision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * The API claims for this machine, and gives it keys for that job alone. The row, read with them,
 * has the last word: the job may have been cancelled since.
 */
final class MachineClaims implements Claims {
    private static final Logger log = LoggerFactory.getLogger(MachineClaims.class);

    private final MachineApi api;
    private final Tenancy tenancy;
    private final JobRepository jobs;
    private final Agent.Identity me;

    /**
     * @param jobs on clients that use the tenancy's keys
     */
    MachineClaims(MachineApi api, Tenancy tenancy, JobRepository jobs, Agent.Identity me) {
        this.api = api;
        this.tenancy = tenancy;
        this.jobs = jobs;
        this.me = me;
    }

    @Override
    public Optional<Claim> claim(JobId job) {
        try {
            return switch (api.claim(tenancy.session(), job)) {
                case Decision.Claimed claimed -> Optional.of(taken(job, claimed));
                case Decision.Settled _ -> Optional.of(new Claim.Settled(false));
                case Decision.PutOff(var delay) -> Optional.of(new Claim.PutOff(delay));
                case Decision.Release _ -> Optional.empty();
            };
        } catch (ApiRefusal refused) {
            if (!refused.isUnknownMachine()) throw refused;
            // the next beat hears the same, and ends this worker
            log.atWarn().addKeyValue("code", refused.code()).log("Claim refused");
            return Optional.empty();
        }
    }

    private Claim taken(JobId id, Decision.Claimed claimed) {
        var at = new Beat.At(id, claimed.attempt());
        tenancy.hold(at, claimed.keys());
        try {
            var row = jobs.find(id);
            if (row.filter(found -> isOurs(found, claimed.attempt())).isPresent())
                return new Claim.Claimed(row.get());
            tenancy.drop(at);
            var isOver = row.isEmpty() || row.get().state() instanceof JobState.Ended;
            return isOver ? new Claim.Settled(false) : new Claim.PutOff(me.lease());
        } catch (RuntimeException unread) {
            tenancy.drop(at);
            throw unread;
        }
    }

    private boolean isOurs(Job row, int attempt) {
        return row.attempt() == attempt
                && row.state() instanceof JobState.Running running
                && running.lease().worker().equals(me.id());
    }
}
