/** What a preset comes to: renditions with their tracks, checked as a whole. */
@NullMarked
package openencoder.encoding.recipe;

import org.jspecify.annotations.NullMarked;
