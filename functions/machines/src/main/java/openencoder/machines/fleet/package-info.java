/**
 * What happens to machines every minute: {@link openencoder.machines.fleet.Reconciliation} makes
 * rows and the provider's machines agree, whether there is a fleet or not; {@link
 * openencoder.machines.fleet.Autoscaler} then does what the fleet's policy decides. Both may run
 * twice at once and may be killed at any moment; the next minute goes on.
 */
@NullMarked
package openencoder.machines.fleet;

import org.jspecify.annotations.NullMarked;
