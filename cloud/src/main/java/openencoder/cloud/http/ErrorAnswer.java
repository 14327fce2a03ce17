package openencoder.cloud.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A failure in the words of an AWS service.
 *
 * @param code as the service's documentation names it
 * @param message characters that XML or JSON would take for their own become question marks
 */
public record ErrorAnswer(int status, String code, String message) {
    public ErrorAnswer {
        message = message.replaceAll("[<>&\"\\\\\\p{Cntrl}]", "?");
    }

    /** How a service writes its answers. */
    public enum Style {
        /** S3. */
        XML("application/xml"),
        /** The older protocol of STS and SQS. */
        QUERY("text/xml"),
        /** DynamoDB, and SQS today. */
        JSON("application/x-amz-json-1.0");

        private final String contentType;

        Style(String contentType) {
            this.contentType = contentType;
        }
    }

    /**
     * @param asked of the call, as an answer to {@code HEAD} has no body
     */
    public void write(Style style, Head asked, OutputStream out, String... headers)
            throws IOException {
        var id = UUID.randomUUID().toString();
        var body = body(style, id).getBytes(StandardCharsets.UTF_8);
        var head =
                """
                HTTP/1.1 %d Refused
                Content-Type: %s
                Content-Length: %d
                x-amzn-RequestId: %s
                x-amz-request-id: %s
                """
                        .formatted(status, style.contentType, body.length, id, id);
        for (var header : headers) head += header + "\n";
        out.write((head + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        if (!asked.method().equals("HEAD")) out.write(body);
        out.flush();
    }

    private String body(Style style, String id) {
        return switch (style) {
            case XML ->
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>\
                    """
                            .formatted(code, message, id);
            case QUERY ->
                    """
                    <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code>\
                    <Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>\
                    """
                            .formatted(code, message, id);
            case JSON -> "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
        };
    }
}
