package openencoder.cloud.template;

/**
 * A way in.
 *
 * @param method in capitals, or {@code ANY}
 * @param path such as {@code /api/jobs/{id}}
 * @param function the logical id of the function that answers
 */
public record RouteResource(String method, String path, String function) {
    /** As API Gateway names it: {@code GET /api/jobs/{id}}. */
    public String key() {
        return method + " " + path;
    }
}
