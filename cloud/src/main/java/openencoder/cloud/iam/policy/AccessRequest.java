package openencoder.cloud.iam.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One thing that a request wants to do.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource an ARN
 * @param context the condition keys that the request has, in lower case, such as {@code s3:prefix};
 *     a key may have several values, or be there with none
 */
public record AccessRequest(String action, String resource, Map<String, List<String>> context) {
    public AccessRequest {
        context = Map.copyOf(context);
    }

    public static AccessRequest to(String action, String resource) {
        return new AccessRequest(action, resource, Map.of());
    }

    /** The same with one more condition key. */
    public AccessRequest with(String key, List<String> values) {
        var more = new LinkedHashMap<>(context);
        more.put(key.toLowerCase(Locale.ROOT), List.copyOf(values));
        return new AccessRequest(action, resource, more);
    }
}
