/** Machines: rented, booted, given short rights, and given back. */
@NullMarked
package openencoder.machines;

import org.jspecify.annotations.NullMarked;
