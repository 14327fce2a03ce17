/**
 * The ports of the rules, kept with AWS: DynamoDB for jobs, presets, users and the roster, SQS for
 * the queue, S3 for media. {@link openencoder.aws.AwsClients} makes the SDK's clients from the
 * environment; each other public class keeps one port with them.
 *
 * <p>Every race is decided by a conditional write. Nothing here scans a table.
 */
package openencoder.aws;
