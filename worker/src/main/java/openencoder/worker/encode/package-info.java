/** From a job's preset and a probed source to films that were found to be sound. */
@NullMarked
package openencoder.worker.encode;

import org.jspecify.annotations.NullMarked;
