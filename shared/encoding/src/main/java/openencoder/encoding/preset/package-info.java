/** Reads either form of a preset, raw or structured, into a recipe. */
@NullMarked
package openencoder.encoding.preset;

import org.jspecify.annotations.NullMarked;
