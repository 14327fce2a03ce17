/**
 * What frames are like after each filter of a chain, reckoned as FFmpeg does it: how large, of what
 * shape, how many, how fast.
 */
@NullMarked
package openencoder.encoding.frames;

import org.jspecify.annotations.NullMarked;
