/**
 * A job and its moves. Each move is a method of {@link openencoder.job.Job} that only a state
 * allowing it offers; the repository stores it with one conditional write, and the attempt fences
 * off older workers.
 */
@NullMarked
package openencoder.job;

import org.jspecify.annotations.NullMarked;
