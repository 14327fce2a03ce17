package openencoder.cloud.iam.request;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of request to S3.
 *
 * @param asked names that the query must have
 * @param more names that it may have
 */
record S3Operation(
        String method, boolean isOfObject, Set<String> asked, Set<String> more, String action) {
    static final String GET = "s3:GetObject";
    static final String PUT = "s3:PutObject";
    static final String LIST = "s3:ListBucket";

    private static final Set<String> NONE = Set.of();
    private static final Set<String> OF_ANSWER =
            Set.of(
                    "partNumber",
                    "response-cache-control",
                    "response-content-disposition",
                    "response-content-encoding",
                    "response-content-language",
                    "response-content-type",
                    "response-expires");
    private static final Set<String> OF_LIST =
            Set.of(
                    "list-type",
                    "prefix",
                    "delimiter",
                    "max-keys",
                    "marker",
                    "continuation-token",
                    "start-after",
                    "encoding-type",
                    "fetch-owner");
    private static final Set<String> OF_UPLOADS =
            Set.of(
                    "prefix",
                    "delimiter",
                    "max-uploads",
                    "key-marker",
                    "upload-id-marker",
                    "encoding-type");

    private static final List<S3Operation> ALL =
            List.of(
                    object("GET", NONE, OF_ANSWER, GET),
                    object("HEAD", NONE, OF_ANSWER, GET),
                    object("PUT", NONE, NONE, PUT),
                    object("PUT", Set.of("uploadId", "partNumber"), NONE, PUT),
                    object("POST", Set.of("uploads"), NONE, PUT),
                    object("POST", Set.of("uploadId"), NONE, PUT),
                    object("DELETE", NONE, NONE, "s3:DeleteObject"),
                    object("DELETE", Set.of("uploadId"), NONE, "s3:AbortMultipartUpload"),
                    object(
                            "GET",
                            Set.of("uploadId"),
                            Set.of("max-parts", "part-number-marker"),
                            "s3:ListMultipartUploadParts"),
                    bucket("POST", Set.of("delete"), NONE, "s3:DeleteObject"),
                    bucket("HEAD", NONE, NONE, LIST),
                    bucket("GET", NONE, OF_LIST, LIST),
                    bucket("GET", Set.of("uploads"), OF_UPLOADS, "s3:ListBucketMultipartUploads"),
                    bucket("GET", Set.of("location"), NONE, "s3:GetBucketLocation"));

    private static S3Operation object(
            String method, Set<String> asked, Set<String> more, String action) {
        return new S3Operation(method, true, asked, more, action);
    }

    private static S3Operation bucket(
            String method, Set<String> asked, Set<String> more, String action) {
        return new S3Operation(method, false, asked, more, action);
    }

    static Optional<S3Operation> of(String method, boolean isOfObject, Collection<String> names) {
        return ALL.stream()
                .filter(o -> o.method.equals(method) && o.isOfObject == isOfObject)
                .filter(o -> names.containsAll(o.asked))
                .filter(
                        o ->
                                names.stream()
                                        .allMatch(n -> o.asked.contains(n) || o.more.contains(n)))
                .findFirst();
    }

    boolean isDeleteOfMany() {
        return asked.contains("delete");
    }
}
