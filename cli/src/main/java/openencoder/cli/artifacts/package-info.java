/** Commands that make and upload what machines load. */
@NullMarked
package openencoder.cli.artifacts;

import org.jspecify.annotations.NullMarked;
