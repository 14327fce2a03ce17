/** The scheduled function that sends lost messages again and finishes publications. */
@NullMarked
package openencoder.sweeper;

import org.jspecify.annotations.NullMarked;
