/**
 * DynamoDB, SQS and S3 on this machine, in this JVM, reachable from 127.0.0.1 only.
 *
 * <p>Each server takes a free port of its own and keeps its state in memory or in a folder. Close
 * it to free the port; a few of DynamoDB Local's threads outlive that, so a program ends with
 * {@link System#exit}.
 */
@NullMarked
package openencoder.cloud.aws;

import org.jspecify.annotations.NullMarked;
