/**
 * What STS and IAM do for machines, on this machine: {@link openencoder.cloud.iam.LocalSts} gives
 * out sessions, and {@link openencoder.cloud.iam.IamFront} lets through to S3, SQS and DynamoDB
 * what a session's policies allow.
 */
@NullMarked
package openencoder.cloud.iam;

import org.jspecify.annotations.NullMarked;
