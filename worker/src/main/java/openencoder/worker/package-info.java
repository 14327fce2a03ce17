/**
 * The worker's program: what its environment says, and the wiring of its rooms. {@link
 * openencoder.worker.agent} takes messages and works on jobs, {@link openencoder.worker.control}
 * gives it the right to, {@link openencoder.worker.encode} makes the films.
 */
@NullMarked
package openencoder.worker;

import org.jspecify.annotations.NullMarked;
