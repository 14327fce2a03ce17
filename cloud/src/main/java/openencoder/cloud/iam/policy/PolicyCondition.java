package openencoder.cloud.iam.policy;

import java.util.Set;

/**
 * A line of a statement's {@code PolicyCondition}.
 *
 * @param key in lower case
 */
record PolicyCondition(String key, ConditionTest test) {
    private static final Set<String> TOLD =
            Set.of(
                    "aws:sourceip",
                    "aws:securetransport",
                    "aws:requestedregion",
                    "s3:prefix",
                    "s3:delimiter",
                    "s3:max-keys",
                    "dynamodb:leadingkeys");

    Truth of(AccessRequest access) {
        return TOLD.contains(key) ? test.of(access.context().get(key)) : Truth.UNKNOWN;
    }
}
