package openencoder.cloud.iam.policy;

import java.util.List;

/** Allows or denies some actions on some resources, if all conditions hold. */
record Statement(
        PolicyDecision effect, Names actions, Names resources, List<PolicyCondition> conditions) {

    boolean speaksOf(AccessRequest access) {
        if (!actions.contain(access.action()) || !resources.contain(access.resource()))
            return false;
        var truths = conditions.stream().map(c -> c.of(access)).toList();
        if (truths.contains(Truth.FAILS)) return false;
        return !truths.contains(Truth.UNKNOWN) || effect == PolicyDecision.DENIED;
    }
}
