/**
 * What a job makes and where it goes: the kinds of file, their names, and the record of what was
 * made. No other code composes the name of an output.
 */
@NullMarked
package openencoder.output;

import org.jspecify.annotations.NullMarked;
