package openencoder.web.http;

import org.springframework.http.HttpHeaders;

import java.util.List;
import java.util.Map;

/**
 * Which web pages may call: exact origins only, and none that is not configured. Unlike Spring's
 * {@code CorsProcessor} it answers other pages too, without the headers that let them read it.
 */
public final class CorsHeaders {
    private static final Map<String, String> VARY = Map.of(HttpHeaders.VARY, HttpHeaders.ORIGIN);

    private final List<String> allowedOrigins;

    public CorsHeaders(List<String> allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    /**
     * @param origin the header's values, as sent
     */
    Map<String, String> forAnswer(List<String> origin) {
        if (allowedOrigins.isEmpty()) return Map.of();
        if (!isAllowed(origin)) return VARY;
        return Map.of(
                HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN,
                origin.getFirst(),
                HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                "X-Request-Id, Retry-After",
                HttpHeaders.VARY,
                HttpHeaders.ORIGIN);
    }

    /** What a browser asks before it calls, beside {@link #forAnswer}. */
    Map<String, String> forPreflight(List<String> origin, String methods) {
        if (!isAllowed(origin)) return Map.of();
        return Map.of(
                HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS,
                methods,
                HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                "Authorization, Content-Type, Idempotency-Key",
                HttpHeaders.ACCESS_CONTROL_MAX_AGE,
                "600");
    }

    private boolean isAllowed(List<String> origin) {
        return !origin.isEmpty() && allowedOrigins.contains(origin.getFirst());
    }
}
