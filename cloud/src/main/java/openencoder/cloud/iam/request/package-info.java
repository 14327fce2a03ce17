/**
 * What a request to S3, SQS or DynamoDB wants to do, in IAM's terms. A request that is not known
 * here for certain is refused, so that no server behind can take it for something else.
 */
@NullMarked
package openencoder.cloud.iam.request;

import org.jspecify.annotations.NullMarked;
