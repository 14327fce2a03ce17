package openencoder.cloud.iam;

import openencoder.cloud.iam.policy.AccessRequest;
import openencoder.cloud.iam.policy.Policy;
import openencoder.cloud.iam.policy.PolicyDecision;
import openencoder.cloud.iam.signature.Credential;

import java.util.Optional;

/**
 * A role, taken for some minutes.
 *
 * @param own a further limit that the taker asked for
 */
record RoleSession(Credential credential, String name, IamRole role, Optional<Policy> own) {

    /** Both policies must allow it. */
    PolicyDecision decide(AccessRequest access) {
        var byRole = role.policy().decide(access);
        return own.map(policy -> byRole.and(policy.decide(access))).orElse(byRole);
    }

    /** Such as {@code arn:aws:sts::000000000000:assumed-role/worker/machine}. */
    String arn() {
        return role.arn().replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")
                + "/"
                + name;
    }
}
