package openencoder.cloud.template;

/**
 * An S3 bucket.
 *
 * @param id its logical id
 * @param name what it is called in S3
 */
public record BucketResource(String id, String name) {}
