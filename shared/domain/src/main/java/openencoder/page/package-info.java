/** One page of a list, newest first. */
@NullMarked
package openencoder.page;

import org.jspecify.annotations.NullMarked;
