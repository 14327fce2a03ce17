/**
 * Media kept in S3: transfers in parallel parts, presigned links, and publication by conditional
 * writes.
 */
@NullMarked
package openencoder.aws.s3;

import org.jspecify.annotations.NullMarked;
