/**
 * {@link openencoder.worker.agent.Agent} takes a message from the queue and claims its job, {@link
 * openencoder.worker.agent.JobRunner} turns the job's source into its outputs, and meanwhile {@link
 * openencoder.worker.agent.JobLease} renews the claim or says that it is lost.
 */
@NullMarked
package openencoder.worker.agent;

import org.jspecify.annotations.NullMarked;
