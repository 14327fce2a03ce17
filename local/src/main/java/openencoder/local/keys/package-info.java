/** The keys that tokens are signed and checked with: the first ones, and how they are rotated. */
@NullMarked
package openencoder.local.keys;

import org.jspecify.annotations.NullMarked;
