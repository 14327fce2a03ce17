package openencoder.cloud.iam;

import openencoder.cloud.http.ErrorAnswer;
import openencoder.cloud.http.ErrorAnswer.Style;
import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.Refused;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A refusal as the service itself would write it, so that SDKs throw their usual exceptions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB</a>
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">STS, SQS</a>
 */
record ServiceErrors(Style style, int usualStatus) {
    static final ServiceErrors S3 = new ServiceErrors(Style.XML, 403);
    static final ServiceErrors QUERY = new ServiceErrors(Style.QUERY, 403);
    static final ServiceErrors SQS = new ServiceErrors(Style.JSON, 403);
    static final ServiceErrors DYNAMODB = new ServiceErrors(Style.JSON, 400);

    void write(Refused refused, Head asked, Clock clock, OutputStream out, String... headers)
            throws IOException {
        var answer = new ErrorAnswer(status(refused), code(refused), refused.getMessage());
        // The SDKs correct their clocks by it.
        var date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC));
        var all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Date: " + date;
        answer.write(style, asked, out, all);
    }

    private int status(Refused refused) {
        return switch (refused.reason()) {
            case MALFORMED, WRONG_BODY, TOO_LARGE -> 400;
            case NO_BUCKET -> 404;
            case EXPIRED, WRONG_TOKEN -> style == Style.XML ? 400 : usualStatus;
            default -> usualStatus;
        };
    }

    private String code(Refused refused) {
        return switch (style) {
            case XML -> s3(refused);
            case QUERY -> query(refused);
            case JSON -> "com.amazon.coral.service#" + json(refused);
        };
    }

    private static String s3(Refused refused) {
        return switch (refused.reason()) {
            case UNSIGNED, LINK_OVER, DENIED -> "AccessDenied";
            case NO_BUCKET -> "NoSuchBucket";
            case MALFORMED -> "InvalidRequest";
            case UNKNOWN_KEY -> "InvalidAccessKeyId";
            case WRONG_SIGNATURE -> "SignatureDoesNotMatch";
            case WRONG_TOKEN -> "InvalidToken";
            case EXPIRED -> "ExpiredToken";
            case SKEWED -> "RequestTimeTooSkewed";
            case WRONG_BODY -> "XAmzContentSHA256Mismatch";
            case TOO_LARGE -> "EntityTooLarge";
        };
    }

    private static String query(Refused refused) {
        return switch (refused.reason()) {
            case UNSIGNED -> "MissingAuthenticationToken";
            case MALFORMED, TOO_LARGE -> "ValidationError";
            case UNKNOWN_KEY, WRONG_TOKEN -> "InvalidClientTokenId";
            case WRONG_SIGNATURE, SKEWED, LINK_OVER, WRONG_BODY -> "SignatureDoesNotMatch";
            case EXPIRED -> "ExpiredToken";
            case DENIED, NO_BUCKET -> "AccessDenied";
        };
    }

    private static String json(Refused refused) {
        return switch (refused.reason()) {
            case UNSIGNED -> "MissingAuthenticationTokenException";
            case MALFORMED, TOO_LARGE -> "ValidationException";
            case UNKNOWN_KEY, WRONG_TOKEN -> "UnrecognizedClientException";
            case WRONG_SIGNATURE, SKEWED, LINK_OVER, WRONG_BODY -> "InvalidSignatureException";
            case EXPIRED -> "ExpiredTokenException";
            case DENIED, NO_BUCKET -> "AccessDeniedException";
        };
    }
}
