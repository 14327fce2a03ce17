package openencoder.cloud.faults;

import openencoder.cloud.http.ErrorAnswer;
import openencoder.cloud.http.ErrorAnswer.Style;
import openencoder.cloud.http.Head;

import java.io.IOException;
import java.io.OutputStream;

/**
 * AWS's own words for "not now".
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">SQS</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3</a>
 */
final class Refusals {
    private record Refusal(int status, String code) {}

    private Refusals() {}

    static void write(AwsCall call, Fault fault, Head asked, OutputStream out) throws IOException {
        write(call, refusal(call.service(), fault), asked, out);
    }

    /**
     * @param code in the words of the service
     */
    static void write(AwsCall call, int status, String code, Head asked, OutputStream out)
            throws IOException {
        write(call, new Refusal(status, code), asked, out);
    }

    private static void write(AwsCall call, Refusal refusal, Head asked, OutputStream out)
            throws IOException {
        var style = call.service() == AwsCall.Service.S3 ? Style.XML : Style.JSON;
        new ErrorAnswer(refusal.status(), refusal.code(), "injected").write(style, asked, out);
    }

    private static Refusal refusal(AwsCall.Service service, Fault fault) {
        return switch (service) {
            case DYNAMODB ->
                    switch (fault) {
                        case THROTTLE ->
                                new Refusal(
                                        400,
                                        "com.amazonaws.dynamodb.v20120810"
                                                + "#ProvisionedThroughputExceededException");
                        case UNAVAILABLE ->
                                new Refusal(503, "com.amazon.coral.service#ServiceUnavailable");
                        default ->
                                new Refusal(
                                        500,
                                        "com.amazonaws.dynamodb.v20120810#InternalServerError");
                    };
            case SQS ->
                    switch (fault) {
                        case THROTTLE -> new Refusal(400, "com.amazonaws.sqs#RequestThrottled");
                        case UNAVAILABLE ->
                                new Refusal(503, "com.amazon.coral.service#ServiceUnavailable");
                        default -> new Refusal(500, "com.amazon.coral.service#InternalFailure");
                    };
            case S3 ->
                    switch (fault) {
                        case THROTTLE -> new Refusal(503, "SlowDown");
                        case UNAVAILABLE -> new Refusal(503, "ServiceUnavailable");
                        case ERROR_IN_200 -> new Refusal(200, "InternalError");
                        default -> new Refusal(500, "InternalError");
                    };
        };
    }
}
