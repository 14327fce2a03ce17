/** Rented machines: who rents them out, and what we know of each from its order to its receipt. */
@NullMarked
package openencoder.machine;

import org.jspecify.annotations.NullMarked;
