/** How far things are, for people. */
@NullMarked
package openencoder.cli.progress;

import org.jspecify.annotations.NullMarked;
