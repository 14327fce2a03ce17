package openencoder.emulators.iam;

import openencoder.emulators.iam.policy.Access;
import openencoder.emulators.iam.policy.Decision;
import openencoder.emulators.iam.policy.Policy;
import openencoder.emulators.iam.signature.Credential;

import java.util.Optional;

/**
 * A role, taken by somebody for some minutes.
 *
 * @param own a further limit that the taker asked for
 */
record Session(Credential credential, String name, Role role, Optional<Policy> own) {

    /** Both policies must allow it. */
    Decision decide(Access access) {
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
