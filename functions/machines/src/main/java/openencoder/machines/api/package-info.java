/** The HTTP routes of machines and of the fleet. */
@NullMarked
package openencoder.machines.api;

import org.jspecify.annotations.NullMarked;
