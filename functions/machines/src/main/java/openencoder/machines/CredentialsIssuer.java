package openencoder.machines;

import openencoder.machine.MachineId;

/** Gives out credentials with no more rights than a policy names. */
@FunctionalInterface
interface CredentialsIssuer {
    /**
     * @param policy in IAM's JSON, at most 2,048 characters
     * @return good for 15 minutes
     */
    Credentials issue(MachineId machine, String policy);
}
