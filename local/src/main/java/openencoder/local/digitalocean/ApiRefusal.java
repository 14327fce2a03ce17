package openencoder.local.digitalocean;

/** The API says no, with a status, its own word for the reason, and a sentence. */
final class ApiRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String id;

    private ApiRefusal(int status, String id, String message) {
        super(message);
        this.status = status;
        this.id = id;
    }

    static ApiRefusal unauthorized() {
        return new ApiRefusal(401, "unauthorized", "Unable to authenticate you.");
    }

    static ApiRefusal tooManyRequests() {
        return new ApiRefusal(429, "too_many_requests", "API Rate limit exceeded.");
    }

    static ApiRefusal badRequest(String message) {
        return new ApiRefusal(400, "bad_request", message);
    }

    static ApiRefusal notFound() {
        return new ApiRefusal(404, "not_found", "The resource you requested could not be found.");
    }

    static ApiRefusal unprocessable(String message) {
        return new ApiRefusal(422, "unprocessable_entity", message);
    }

    static ApiRefusal overLimit() {
        return unprocessable("creating this/these droplet(s) will exceed your droplet limit");
    }

    static ApiRefusal locked() {
        return unprocessable("Droplet already has a pending event.");
    }

    static ApiRefusal serverError(int status) {
        return new ApiRefusal(status, "server_error", "Unexpected server-side error");
    }

    int status() {
        return status;
    }

    String id() {
        return id;
    }
}
