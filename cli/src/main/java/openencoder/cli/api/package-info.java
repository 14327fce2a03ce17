/** The HTTP API as the commands call it. */
@NullMarked
package openencoder.cli.api;

import org.jspecify.annotations.NullMarked;
