/** The command that encodes films. */
@NullMarked
package openencoder.cli.encode;

import org.jspecify.annotations.NullMarked;
