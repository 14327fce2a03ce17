/** Functions that a schedule starts: each run is one pass over what there is. */
@NullMarked
package openencoder.web.schedule;

import org.jspecify.annotations.NullMarked;
