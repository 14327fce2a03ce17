/** The queue of jobs, kept in SQS. */
package openencoder.aws.queue;
