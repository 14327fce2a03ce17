package openencoder.cloud.iam;

import openencoder.cloud.iam.policy.Policy;

/**
 * What a session can be at most.
 *
 * @param arn such as {@code arn:aws:iam::000000000000:role/worker}
 * @param policy the role's own
 */
public record IamRole(String arn, Policy policy) {}
