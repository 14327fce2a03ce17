package openencoder.local.gateway;

import openencoder.cloud.template.CorsResource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the gateway itself tells pages of other origins, as the template configures it. */
final class CorsAnswers {

    private final Optional<CorsResource> cors;

    CorsAnswers(Optional<CorsResource> cors) {
        this.cors = cors;
    }

    /** The answer to a browser's question before the request, if this is one. */
    Optional<GatewayResponse> preflight(GatewayRequest request) {
        if (cors.isEmpty()
                || !request.method().equals("OPTIONS")
                || !request.headers().containsKey("access-control-request-method"))
            return Optional.empty();
        var headers = new LinkedHashMap<>(headers(request));
        if (!headers.isEmpty()) {
            var rules = cors.get();
            headers.put("access-control-allow-methods", joined(rules.methods()));
            headers.put("access-control-allow-headers", joined(rules.headers()));
            headers.put(
                    "access-control-max-age", List.of(Long.toString(rules.maxAge().toSeconds())));
        }
        return Optional.of(new GatewayResponse(204, headers, new byte[0]));
    }

    /** What is added to every answer. */
    Map<String, List<String>> headers(GatewayRequest request) {
        var origin = request.header("origin");
        if (cors.isEmpty() || origin.isEmpty() || !allows(cors.get(), origin)) return Map.of();
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("access-control-allow-origin", List.of(origin));
        headers.put("vary", List.of("origin"));
        if (!cors.get().exposedHeaders().isEmpty())
            headers.put("access-control-expose-headers", joined(cors.get().exposedHeaders()));
        return headers;
    }

    private static boolean allows(CorsResource cors, String origin) {
        return cors.origins().contains("*") || cors.origins().contains(origin);
    }

    private static List<String> joined(List<String> values) {
        return List.of(String.join(",", values));
    }
}
