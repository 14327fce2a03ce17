/** Takes jobs, tells how they stand, cancels and restarts them, and hands out links to files. */
@NullMarked
package openencoder.jobs;

import org.jspecify.annotations.NullMarked;
