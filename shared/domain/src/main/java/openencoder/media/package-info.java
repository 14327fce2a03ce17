/** Where media lie, and the port that keeps them. */
@NullMarked
package openencoder.media;

import org.jspecify.annotations.NullMarked;
