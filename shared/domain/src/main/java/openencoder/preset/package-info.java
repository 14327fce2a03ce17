/** Presets, and the snapshot of one that a job keeps. */
@NullMarked
package openencoder.preset;

import org.jspecify.annotations.NullMarked;
