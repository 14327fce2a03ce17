package openencoder.web.http;

import openencoder.web.auth.Access;

/**
 * One line of a function's route table, which is the only place that says who may do what.
 *
 * @param method in capitals
 * @param path with variables in braces, as in {@code /api/jobs/{id}}
 */
public record Route(String method, String path, Access access, Handler handler) {
    public static Route get(String path, Access access, Handler handler) {
        return new Route("GET", path, access, handler);
    }

    public static Route post(String path, Access access, Handler handler) {
        return new Route("POST", path, access, handler);
    }

    public static Route put(String path, Access access, Handler handler) {
        return new Route("PUT", path, access, handler);
    }

    public static Route delete(String path, Access access, Handler handler) {
        return new Route("DELETE", path, access, handler);
    }

    /** As {@code docs/api.yaml} and the template spell it: {@code GET /api/jobs/{id}}. */
    public String name() {
        return method + " " + path;
    }
}
