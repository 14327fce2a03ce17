package openencoder.machines.agents;

import openencoder.aws.client.AwsClients;
import openencoder.job.Job;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.Rental;
import openencoder.protocol.AccessKeys;

import java.time.Duration;

/** Credentials of AWS's for a machine, held to the address it enrolled from. */
public final class MachineCredentials {
    // The shortest that STS has.
    private static final Duration LIFE = Duration.ofMinutes(15);

    /** Gives out keys with no more rights than a policy in IAM's JSON names. */
    @FunctionalInterface
    public interface Role {
        /**
         * @param policy at most 2,048 characters
         * @return valid for 15 minutes
         */
        AccessKeys assume(MachineId machine, String policy);

        static Role of(AwsClients aws, String roleArn) {
            return (machine, policy) -> {
                var issued =
                        aws.sts()
                                .assumeRole(
                                        b ->
                                                b.roleArn(roleArn)
                                                        .roleSessionName(machine.value())
                                                        .durationSeconds((int) LIFE.toSeconds())
                                                        .policy(policy))
                                .credentials();
                return new AccessKeys(
                        issued.accessKeyId(),
                        issued.secretAccessKey(),
                        issued.sessionToken(),
                        issued.expiration());
            };
        }
    }

    private final Role role;
    private final SessionPolicy policy;

    MachineCredentials(Role role, SessionPolicy policy) {
        this.role = role;
        this.policy = policy;
    }

    AccessKeys forQueue(Machine machine) {
        var address = machine.rent().flatMap(Rental::address);
        return role.assume(machine.id(), policy.queue(address));
    }

    /**
     * @param job as claimed by the machine
     */
    AccessKeys forJob(Machine machine, Job job) {
        var address = machine.rent().flatMap(Rental::address);
        return role.assume(machine.id(), policy.job(job, address));
    }
}
