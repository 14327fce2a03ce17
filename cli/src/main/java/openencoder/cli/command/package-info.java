/** What commands share. */
@NullMarked
package openencoder.cli.command;

import org.jspecify.annotations.NullMarked;
