/** The command that gives an event to a function. */
@NullMarked
package openencoder.cli.invoke;

import org.jspecify.annotations.NullMarked;
