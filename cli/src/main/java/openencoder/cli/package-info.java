/**
 * What {@code ./openencoder} can do: one class a command. Exit codes: 0 done, 1 failed, 2 used
 * wrongly.
 */
@NullMarked
package openencoder.cli;

import org.jspecify.annotations.NullMarked;
