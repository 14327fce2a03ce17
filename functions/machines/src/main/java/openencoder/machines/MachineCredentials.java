package openencoder.machines;

import openencoder.job.Job;
import openencoder.machine.Machine;
import openencoder.machine.Rental;

/** Credentials of AWS's for a machine, held to the address it enrolled from. */
final class MachineCredentials {
    private final CredentialsIssuer issuer;
    private final SessionPolicy policy;

    MachineCredentials(CredentialsIssuer issuer, SessionPolicy policy) {
        this.issuer = issuer;
        this.policy = policy;
    }

    Credentials forQueue(Machine machine) {
        var address = machine.rent().flatMap(Rental::address);
        return issuer.issue(machine.id(), policy.queue(address));
    }

    /**
     * @param job as claimed by the machine
     */
    Credentials forJob(Machine machine, Job job) {
        var address = machine.rent().flatMap(Rental::address);
        return issuer.issue(machine.id(), policy.job(job, address));
    }
}
