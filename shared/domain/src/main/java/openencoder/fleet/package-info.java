/**
 * How many machines there should be. {@link openencoder.fleet.FleetPolicy} looks at a {@link
 * openencoder.fleet.FleetView} of machines and waiting jobs and says what to order and what to let
 * go; it calls nothing and changes nothing.
 */
@NullMarked
package openencoder.fleet;

import org.jspecify.annotations.NullMarked;
