/** Commands for the users and keys of a stack. */
@NullMarked
package openencoder.cli.admin;

import org.jspecify.annotations.NullMarked;
