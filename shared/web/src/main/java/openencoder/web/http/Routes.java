package openencoder.web.http;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The type of the beans that hold a function's routes. */
public final class Routes {
    public static final ParameterizedTypeReference<RouterFunction<ServerResponse>> TYPE =
            new ParameterizedTypeReference<>() {};

    private Routes() {}
}
