/** A fleet of simulated droplets comes, encodes and goes. */
@NullMarked
package openencoder.bench.machines;

import org.jspecify.annotations.NullMarked;
