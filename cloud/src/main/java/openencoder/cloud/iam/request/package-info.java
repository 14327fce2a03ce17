/**
 * What a request to S3, SQS or DynamoDB wants to do, in IAM's terms. A request that is not known
 * here for certain is refused, so that no server behind can take it for something else.
 */
package openencoder.cloud.iam.request;
