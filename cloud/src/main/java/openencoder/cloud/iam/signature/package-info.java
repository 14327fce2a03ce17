/**
 * AWS Signature Version 4, made and checked: in the Authorization header or in a presigned link,
 * over a body that is hashed whole, chunk by chunk, or not at all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     the algorithm</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">chunks</a>
 */
@NullMarked
package openencoder.cloud.iam.signature;

import org.jspecify.annotations.NullMarked;
