/** In-memory twins of the ports, samples, and a clock that is ticked. */
@NullMarked
package openencoder.testing;

import org.jspecify.annotations.NullMarked;
