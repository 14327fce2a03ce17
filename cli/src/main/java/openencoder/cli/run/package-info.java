/** Commands that run the system or a worker in the foreground. */
@NullMarked
package openencoder.cli.run;

import org.jspecify.annotations.NullMarked;
