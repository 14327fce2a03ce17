/**
 * How the values in a preset are written, and what they mean once they are read. A grammar returns
 * a value that keeps its text, as FFmpeg gets it, beside its meaning; nothing reads that text
 * again.
 */
@NullMarked
package openencoder.encoding.grammar;

import org.jspecify.annotations.NullMarked;
