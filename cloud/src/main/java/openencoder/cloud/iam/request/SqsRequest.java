package openencoder.cloud.iam.request;

import openencoder.cloud.http.Form;
import openencoder.cloud.http.Head;
import openencoder.cloud.iam.policy.AccessRequest;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Refused.Reason;
import openencoder.cloud.iam.signature.Target;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A request to SQS, in JSON as the SDKs write it today or as a form. */
public final class SqsRequest {
    private static final String JSON = "AmazonSQS.";
    private static final Pattern QUEUE = Pattern.compile("/([0-9]{12})/([A-Za-z0-9_-]{1,80})");
    private static final Map<String, String> SINGLE =
            Map.of(
                    "SendMessageBatch", "SendMessage",
                    "DeleteMessageBatch", "DeleteMessage",
                    "ChangeMessageVisibilityBatch", "ChangeMessageVisibility");

    private SqsRequest() {}

    public static boolean isJson(Head head) {
        return head.value("X-Amz-Target").isPresent();
    }

    /**
     * What must be allowed.
     *
     * @throws Refused if it names no queue
     */
    public static List<AccessRequest> accesses(Head head, Target target, String region, byte[] body)
            throws Refused {
        if (!head.method().equals("POST") || !target.query().isEmpty())
            throw Unknown.request("SQS takes POST without a query");
        return List.of(
                isJson(head) ? ofJson(head, target, region, body) : ofForm(target, region, body));
    }

    private static AccessRequest ofJson(Head head, Target target, String region, byte[] body)
            throws Refused {
        var name = head.value("X-Amz-Target").orElse("");
        if (!name.startsWith(JSON) || !target.rawPath().equals("/"))
            throw Unknown.request("a JSON call that is not to " + JSON);
        var queueUrl = JsonBody.parse(body).path("QueueUrl").asString("");
        return access(name.substring(JSON.length()), path(queueUrl), region);
    }

    private static AccessRequest ofForm(Target target, String region, byte[] body) throws Refused {
        var type = fields(body);
        var path = target.rawPath();
        var queue = type.containsKey("QueueUrl") ? path(type.get("QueueUrl")) : path;
        if (!path.equals("/") && !path.equals(queue))
            throw Unknown.request("a call to one queue's address about another");
        return access(type.getOrDefault("Action", ""), queue, region);
    }

    private static Map<String, String> fields(byte[] body) throws Refused {
        try {
            return Form.parse(body);
        } catch (IllegalArgumentException _) {
            throw new Refused(Reason.MALFORMED, "the body is no form, or says something twice");
        }
    }

    private static String path(String queueUrl) throws Refused {
        try {
            var uri = URI.create(queueUrl);
            if (uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawPath() != null) return uri.getRawPath();
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw Unknown.request("a QueueUrl that is no address");
    }

    private static AccessRequest access(String operation, String path, String region)
            throws Refused {
        var queue = QUEUE.matcher(path);
        if (!queue.matches()) throw Unknown.request("an address of no queue");
        var arn = "arn:aws:sqs:%s:%s:%s".formatted(region, queue.group(1), queue.group(2));
        return AccessRequest.to("sqs:" + SINGLE.getOrDefault(operation, operation), arn);
    }
}
