package openencoder.web.auth;

import openencoder.web.http.Parameters;

import org.springframework.web.servlet.function.ServerRequest;

import java.util.Optional;

/** The token in the header Authorization. */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /** As sent; empty if there is no such header or it has another scheme. */
    public static Optional<String> of(ServerRequest request) {
        return Parameters.header(request, "Authorization").flatMap(BearerToken::in);
    }

    private static Optional<String> in(String authorization) {
        var header = authorization.strip();
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
