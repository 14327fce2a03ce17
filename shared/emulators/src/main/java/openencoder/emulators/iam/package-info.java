/**
 * What STS and IAM do for machines, on this machine: {@link openencoder.emulators.iam.LocalSts}
 * gives out sessions, and {@link openencoder.emulators.iam.IamFront} lets through to S3, SQS and
 * DynamoDB what a session's policies allow.
 */
package openencoder.emulators.iam;
