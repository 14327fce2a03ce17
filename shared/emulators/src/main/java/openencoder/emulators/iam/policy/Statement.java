package openencoder.emulators.iam.policy;

import java.util.List;

/** Allows or denies some actions on some resources, if all conditions hold. */
record Statement(Decision effect, Names actions, Names resources, List<Condition> conditions) {

    boolean speaksOf(Access access) {
        if (!actions.contain(access.action()) || !resources.contain(access.resource()))
            return false;
        var truths = conditions.stream().map(c -> c.of(access)).toList();
        if (truths.contains(Truth.FAILS)) return false;
        return !truths.contains(Truth.UNKNOWN) || effect == Decision.DENIED;
    }
}
