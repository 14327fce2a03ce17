/**
 * Media kept in S3: transfers in parallel parts, presigned links, and publication by conditional
 * writes.
 */
package openencoder.aws.s3;
