package openencoder.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

import java.util.Collections;
import java.util.Map;

/** The headers that every answer has, whatever it is. */
public final class ResponseHeaders implements HandlerInterceptor {
    static final Map<String, String> SECURITY =
            Map.of(
                    "X-Content-Type-Options",
                    "nosniff",
                    "Cache-Control",
                    "no-store",
                    "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'",
                    "Strict-Transport-Security",
                    "max-age=31536000");

    private final CorsHeaders cors;

    public ResponseHeaders(CorsHeaders cors) {
        this.cors = cors;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        SECURITY.forEach(response::setHeader);
        response.setHeader("X-Request-Id", EventContext.id(request));
        cors.forAnswer(Collections.list(request.getHeaders(HttpHeaders.ORIGIN)))
                .forEach(response::setHeader);
        return true;
    }
}
