/** Starts child processes, each held to what this machine can enforce; tried, not assumed. */
@NullMarked
package openencoder.worker.sandbox;

import org.jspecify.annotations.NullMarked;
