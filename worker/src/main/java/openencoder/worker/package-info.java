/**
 * The agent that makes films. {@link openencoder.worker.Agent} takes a message from the queue and
 * claims its job, {@link openencoder.worker.JobRunner} turns the job's source into its outputs, and
 * meanwhile {@link openencoder.worker.Hold} keeps the claim alive or says that it is lost.
 */
package openencoder.worker;
