/** Which Open Encoder a command talks to, and as whom. */
@NullMarked
package openencoder.cli.connect;

import org.jspecify.annotations.NullMarked;
