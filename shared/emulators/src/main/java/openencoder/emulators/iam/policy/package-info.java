/**
 * IAM's rules on paper: a {@link openencoder.emulators.iam.policy.Policy} is asked about one {@link
 * openencoder.emulators.iam.policy.Access} and gives a {@link
 * openencoder.emulators.iam.policy.Decision}. Nothing here knows HTTP, a clock or a session.
 *
 * <p>What it cannot judge, such as a condition on a key that the front does not tell, permits
 * nothing and forbids what it was to forbid.
 */
package openencoder.emulators.iam.policy;
