package openencoder.emulators.iam;

import openencoder.emulators.iam.policy.Policy;

/**
 * What a session can be at most.
 *
 * @param arn such as {@code arn:aws:iam::000000000000:role/worker}
 * @param policy the role's own
 */
public record Role(String arn, Policy policy) {}
