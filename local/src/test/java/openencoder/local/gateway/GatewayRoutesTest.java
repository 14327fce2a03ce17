package openencoder.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.template.RouteResource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class GatewayRoutesTest {

    private final GatewayRoutes routes =
            new GatewayRoutes(
                    List.of(
                            route("GET", "/api/{rest+}"),
                            route("GET", "/api/machines/{id}"),
                            route("GET", "/api/machines/regions"),
                            route("ANY", "/api/jobs"),
                            route("POST", "/api/jobs"),
                            route("GET", "/api/jobs/{id}/status"),
                            route("GET", "/api"),
                            route("GET", "/api/")));

    @ParameterizedTest
    @CsvSource({
        "GET,  /api,                  GET /api",
        "GET,  /api/,                 GET /api/",
        "GET,  /api/machines/regions, GET /api/machines/regions",
        "GET,  /api/machines/7,       GET /api/machines/{id}",
        "POST, /api/jobs,             POST /api/jobs",
        "GET,  /api/jobs,             ANY /api/jobs",
        "GET,  /api/jobs/7/status,    GET /api/jobs/{id}/status",
        "GET,  /api/jobs/7,           GET /api/{rest+}",
        "GET,  /api/jobs/,            GET /api/{rest+}",
    })
    void the_most_specific_route_answers(String method, String path, String route) {
        assertThat(routes.match(method, path).orElseThrow().route().key()).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({"PUT, /api/machines/7", "GET, /", "GET, /apis", "POST, /api/jobs/7"})
    void what_no_route_names_is_not_found(String method, String path) {
        assertThat(routes.match(method, path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PUT, /api/machines/7", "GET, /", "POST, /api/nothing", "FOO, /api/jobs/7/status"})
    void what_no_route_names_is_for_the_default_route_if_there_is_one(String method, String path) {
        var withDefault =
                new GatewayRoutes(
                        List.of(
                                route("ANY", RouteResource.DEFAULT),
                                route("GET", "/api/machines/{id}"),
                                route("GET", "/api/jobs/{id}/status")));
        assertThat(withDefault.match(method, path).orElseThrow().route().key())
                .isEqualTo("$default");
        assertThat(withDefault.match("GET", "/api/machines/7").orElseThrow().route().key())
                .isEqualTo("GET /api/machines/{id}");
    }

    @Test
    void parameters_are_decoded_and_a_plus_stays_a_plus() {
        assertThat(routes.match("GET", "/api/machines/a%20b+c").orElseThrow().pathParameters())
                .isEqualTo(Map.of("id", "a b+c"));
        assertThat(routes.match("GET", "/api/x/y%2Fz").orElseThrow().pathParameters())
                .isEqualTo(Map.of("rest", "x/y/z"));
    }

    private static RouteResource route(String method, String path) {
        return new RouteResource(method, path, "Function");
    }
}
