package openencoder.cli.api;

import java.net.http.HttpClient;
import java.util.Optional;

/** Where the token for each request comes from. */
public interface TokenSource {

    /** For what a stranger may ask. */
    TokenSource NONE = _ -> Optional.empty();

    /** A token that still counts, as far as one can know here. */
    Optional<String> token(HttpClient http);

    /** A token that is never renewed, such as one of a user that has just logged in. */
    static TokenSource of(String token) {
        return _ -> Optional.of(token);
    }
}
