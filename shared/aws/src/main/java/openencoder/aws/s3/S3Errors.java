package openencoder.aws.s3;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.util.Optional;
import java.util.Set;

/** What S3's refusals mean. */
final class S3Errors {
    // docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    private static final Set<String> FINAL =
            Set.of(
                    "KeyTooLongError",
                    "EntityTooLarge",
                    "InvalidURI",
                    "InvalidRequest",
                    "InvalidArgument",
                    "InvalidObjectState",
                    "MethodNotAllowed",
                    "NotImplemented",
                    "PermanentRedirect",
                    "AuthorizationHeaderMalformed");

    private S3Errors() {}

    /** The object or its bucket is not there. */
    static boolean isMissing(S3Exception refused) {
        return isKeyMissing(refused) || "NoSuchBucket".equals(code(refused));
    }

    static boolean isKeyMissing(S3Exception refused) {
        return "NoSuchKey".equals(code(refused));
    }

    /**
     * As S3 also answers for what is not there, to those who may not list the bucket; unlike bad
     * credentials, which have codes of their own.
     */
    static boolean isDenied(S3Exception refused) {
        return "AccessDenied".equals(code(refused));
    }

    static boolean isUploadGone(S3Exception refused) {
        return "NoSuchUpload".equals(code(refused));
    }

    /** Another writer changed the key since it was looked at, or is writing it now. */
    static boolean isConditionFailed(S3Exception refused) {
        return refused.statusCode() == 412 || refused.statusCode() == 409;
    }

    /** The same request will never be carried out. */
    static boolean isFinal(S3Exception refused) {
        return FINAL.contains(code(refused));
    }

    private static String code(S3Exception refused) {
        return Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }
}
