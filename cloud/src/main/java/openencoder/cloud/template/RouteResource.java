package openencoder.cloud.template;

/**
 * A way in.
 *
 * @param method in capitals, or {@code ANY}
 * @param path such as {@code /api/jobs/{id}}, or {@link #DEFAULT} for all that no other route has
 * @param function the logical id of the function that answers
 */
public record RouteResource(String method, String path, String function) {
    public static final String DEFAULT = "$default";

    /** As API Gateway names it: {@code GET /api/jobs/{id}}. */
    public String key() {
        return isDefault() ? DEFAULT : method + " " + path;
    }

    public boolean isDefault() {
        return path.equals(DEFAULT);
    }
}
