package openencoder.consistency;

import static java.util.stream.Collectors.toCollection;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What IAM asks for a request.
 *
 * @param names the logical id of each table, bucket, queue URL, role and secret
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html">actions
 *     by service</a>
 */
record UsedPermissions(Map<String, String> names) {
    private static final String READ = "s3:GetObject";
    private static final String WRITE = "s3:PutObject";
    private static final String LIST = "s3:ListBucket";

    /** Where IAM's name of an action is another than the operation's. */
    private static final Map<String, String> S3_ACTIONS =
            Map.of(
                    "HeadObject", READ,
                    "CreateMultipartUpload", WRITE,
                    "UploadPart", WRITE,
                    "CompleteMultipartUpload", WRITE,
                    "ListObjectsV2", LIST,
                    "HeadBucket", LIST,
                    "ListMultipartUploads", "s3:ListBucketMultipartUploads",
                    "ListParts", "s3:ListMultipartUploadParts");

    Set<Permission> of(Collection<SdkRequest> calls) {
        return calls.stream().flatMap(this::of).collect(toCollection(TreeSet::new));
    }

    private Stream<Permission> of(SdkRequest call) {
        var parts = call.getClass().getName().split("\\.");
        var operation = call.getClass().getSimpleName().replaceFirst("Request$", "");
        return switch (parts[parts.length - 3]) {
            case "dynamodb" -> onTables(call, operation);
            case "sqs" -> Stream.of(permission("sqs:" + operation, field(call, "QueueUrl")));
            case "secretsmanager" ->
                    Stream.of(permission("secretsmanager:" + operation, field(call, "SecretId")));
            case "sts" -> Stream.of(permission("sts:" + operation, field(call, "RoleArn")));
            case "s3" -> onBuckets(call, operation);
            default -> throw new AssertionError("Who allows " + call.getClass() + "?");
        };
    }

    private Stream<Permission> onTables(SdkRequest call, String operation) {
        return switch (call) {
            case BatchGetItemRequest batch ->
                    batch.requestItems().keySet().stream()
                            .map(table -> permission("dynamodb:BatchGetItem", table));
            case BatchWriteItemRequest batch ->
                    batch.requestItems().keySet().stream()
                            .map(table -> permission("dynamodb:BatchWriteItem", table));
            case TransactWriteItemsRequest transaction ->
                    transaction.transactItems().stream().map(this::within);
            default -> {
                var table = field(call, "TableName");
                var index = call.getValueForField("IndexName", String.class);
                yield Stream.of(
                        new Permission(
                                "dynamodb:" + operation,
                                name(table) + index.map(name -> "/index/" + name).orElse("")));
            }
        };
    }

    // A transaction needs the right to each of its parts, and none of its own.
    private Permission within(TransactWriteItem item) {
        if (item.put() != null) return permission("dynamodb:PutItem", item.put().tableName());
        if (item.update() != null)
            return permission("dynamodb:UpdateItem", item.update().tableName());
        if (item.delete() != null)
            return permission("dynamodb:DeleteItem", item.delete().tableName());
        return permission("dynamodb:ConditionCheckItem", item.conditionCheck().tableName());
    }

    // Without the right to list the bucket, a key that is not there is answered with 403.
    private Stream<Permission> onBuckets(SdkRequest call, String operation) {
        if (call instanceof DeleteObjectsRequest several)
            return several.delete().objects().stream()
                    .map(each -> name(several.bucket()) + "/" + each.key())
                    .map(object -> new Permission("s3:DeleteObject", object));
        var action = S3_ACTIONS.getOrDefault(operation, "s3:" + operation);
        var bucket = name(field(call, "Bucket"));
        var key = call.getValueForField("Key", String.class);
        var used = new Permission(action, key.map(each -> bucket + "/" + each).orElse(bucket));
        return operation.equals("HeadObject")
                ? Stream.of(used, new Permission(LIST, bucket))
                : Stream.of(used);
    }

    private Permission permission(String action, String resource) {
        return new Permission(action, name(resource));
    }

    private String name(String resource) {
        return Objects.requireNonNull(names.get(resource), () -> "no logical id: " + resource);
    }

    private static String field(SdkRequest call, String name) {
        return call.getValueForField(name, String.class).orElseThrow();
    }
}
