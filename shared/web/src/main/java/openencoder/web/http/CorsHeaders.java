package openencoder.web.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which web pages may call; exact origins only, and none that is not configured. */
public final class CorsHeaders {
    private final List<String> allowedOrigins;

    public CorsHeaders(List<String> allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    public Map<String, String> headers(Optional<String> origin) {
        if (allowedOrigins.isEmpty()) return Map.of();
        return origin.filter(allowedOrigins::contains)
                .map(
                        allowed ->
                                Map.of(
                                        "Access-Control-Allow-Origin",
                                        allowed,
                                        "Access-Control-Expose-Headers",
                                        "X-Request-Id, Retry-After",
                                        "Vary",
                                        "Origin"))
                .orElse(Map.of("Vary", "Origin"));
    }

    /** What a browser asks before it calls, answered beside {@link #headers}. */
    public Map<String, String> preflight(Optional<String> origin, String methods) {
        if (origin.filter(allowedOrigins::contains).isEmpty()) return Map.of();
        return Map.of(
                "Access-Control-Allow-Methods",
                methods,
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Idempotency-Key",
                "Access-Control-Max-Age",
                "600");
    }
}
