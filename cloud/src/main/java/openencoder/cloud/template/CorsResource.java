package openencoder.cloud.template;

import java.time.Duration;
import java.util.List;

/** What pages of other origins may do; every list may hold {@code *}. */
public record CorsResource(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposedHeaders,
        Duration maxAge) {}
