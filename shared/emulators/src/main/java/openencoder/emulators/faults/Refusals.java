package openencoder.emulators.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

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

    static void write(Call call, Fault fault, OutputStream out) throws IOException {
        write(call, refusal(call.service(), fault), out);
    }

    /**
     * @param code in the words of the service
     */
    static void write(Call call, int status, String code, OutputStream out) throws IOException {
        write(call, new Refusal(status, code), out);
    }

    private static void write(Call call, Refusal refusal, OutputStream out) throws IOException {
        var id = UUID.randomUUID().toString();
        var isXml = call.service() == Call.Service.S3;
        var body = (isXml ? xml(refusal, id) : json(refusal)).getBytes(StandardCharsets.UTF_8);
        var head =
                """
                HTTP/1.1 %d %s
                Content-Type: %s
                Content-Length: %d
                x-amzn-RequestId: %s
                x-amz-request-id: %s

                """
                        .formatted(
                                refusal.status(),
                                "Refused",
                                isXml ? "application/xml" : "application/x-amz-json-1.0",
                                body.length,
                                id,
                                id);
        out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        if (!call.method().equals("HEAD")) out.write(body);
        out.flush();
    }

    private static Refusal refusal(Call.Service service, Fault fault) {
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

    private static String json(Refusal refusal) {
        return "{\"__type\":\"%s\",\"message\":\"injected\"}".formatted(refusal.code());
    }

    private static String xml(Refusal refusal, String id) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>injected</Message><RequestId>%s</RequestId></Error>\
        """
                .formatted(refusal.code(), id);
    }
}
