/** The queue of jobs, kept in SQS. */
@NullMarked
package openencoder.aws.queue;

import org.jspecify.annotations.NullMarked;
