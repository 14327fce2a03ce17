package openencoder.cloud.faults;

import openencoder.cloud.http.Head;

import java.util.Arrays;
import java.util.List;

/**
 * One request to AWS.
 *
 * @param operation by AWS's name, such as {@code PutItem} or {@code UploadPart}; empty when unknown
 * @param path with the query, as sent: for S3 {@code /bucket/key?…}
 */
public record AwsCall(Service service, String operation, String method, String path) {
    /** Who is called. */
    public enum Service {
        DYNAMODB,
        SQS,
        S3
    }

    private static final String TARGET = "X-Amz-Target";

    static AwsCall of(Head head) {
        var line = head.first().split(" ", 3);
        var target = head.value(TARGET).orElse("");
        var name = target.substring(target.indexOf('.') + 1);
        if (target.startsWith("DynamoDB"))
            return new AwsCall(Service.DYNAMODB, name, line[0], line[1]);
        if (target.startsWith("AmazonSQS")) return new AwsCall(Service.SQS, name, line[0], line[1]);
        var isCopy = head.value("x-amz-copy-source").isPresent();
        return new AwsCall(Service.S3, s3(line[0], line[1], isCopy), line[0], line[1]);
    }

    private static String s3(String method, String path, boolean isCopy) {
        var question = path.indexOf('?');
        var place = question < 0 ? path : path.substring(0, question);
        var isObject = place.indexOf('/', 1) > 0 && !place.endsWith("/");
        var asked = names(question < 0 ? "" : path.substring(question + 1));
        return switch (method) {
            case "PUT" -> put(isObject, asked.contains("uploadId"), isCopy);
            case "POST" -> post(asked);
            case "GET" -> isObject ? "GetObject" : list(asked);
            case "HEAD" -> isObject ? "HeadObject" : "HeadBucket";
            case "DELETE" -> delete(isObject, asked.contains("uploadId"));
            default -> "";
        };
    }

    private static String put(boolean isObject, boolean isPart, boolean isCopy) {
        if (isPart) return isCopy ? "UploadPartCopy" : "UploadPart";
        if (isObject) return isCopy ? "CopyObject" : "PutObject";
        return "CreateBucket";
    }

    private static String post(List<String> asked) {
        if (asked.contains("uploads")) return "CreateMultipartUpload";
        return asked.contains("uploadId") ? "CompleteMultipartUpload" : "DeleteObjects";
    }

    private static String list(List<String> asked) {
        return asked.contains("uploads") ? "ListMultipartUploads" : "ListObjectsV2";
    }

    private static String delete(boolean isObject, boolean isUpload) {
        if (isUpload) return "AbortMultipartUpload";
        return isObject ? "DeleteObject" : "DeleteBucket";
    }

    private static List<String> names(String query) {
        return Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2)[0]).toList();
    }
}
