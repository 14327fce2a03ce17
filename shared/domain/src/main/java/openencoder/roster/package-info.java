/** Who works: the reports of running workers. */
@NullMarked
package openencoder.roster;

import org.jspecify.annotations.NullMarked;
