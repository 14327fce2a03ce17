/** Keeps presets, and refuses those that no worker could run. */
@NullMarked
package openencoder.presets;

import org.jspecify.annotations.NullMarked;
