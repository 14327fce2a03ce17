/**
 * IAM's rules on paper: a {@link openencoder.cloud.iam.policy.Policy} is asked about one {@link
 * openencoder.cloud.iam.policy.AccessRequest} and gives a {@link
 * openencoder.cloud.iam.policy.PolicyDecision}. Nothing here knows HTTP, a clock or a session.
 *
 * <p>What it cannot judge, such as a condition on a key that the front does not tell, permits
 * nothing and forbids what it was to forbid.
 */
@NullMarked
package openencoder.cloud.iam.policy;

import org.jspecify.annotations.NullMarked;
