package openencoder.cloud.digitalocean;

/** The API says no, with a status, its own word for the reason, and a sentence. */
final class SimulatorRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String id;

    private SimulatorRefusal(int status, String id, String message) {
        super(message);
        this.status = status;
        this.id = id;
    }

    static SimulatorRefusal unauthorized() {
        return new SimulatorRefusal(401, "unauthorized", "Unable to authenticate you.");
    }

    static SimulatorRefusal tooManyRequests() {
        return new SimulatorRefusal(429, "too_many_requests", "API Rate limit exceeded.");
    }

    static SimulatorRefusal badRequest(String message) {
        return new SimulatorRefusal(400, "bad_request", message);
    }

    static SimulatorRefusal notFound() {
        return new SimulatorRefusal(
                404, "not_found", "The resource you requested could not be found.");
    }

    static SimulatorRefusal unprocessable(String message) {
        return new SimulatorRefusal(422, "unprocessable_entity", message);
    }

    static SimulatorRefusal overLimit() {
        return unprocessable("creating this/these droplet(s) will exceed your droplet limit");
    }

    static SimulatorRefusal locked() {
        return unprocessable("Droplet already has a pending event.");
    }

    static SimulatorRefusal serverError(int status) {
        return new SimulatorRefusal(status, "server_error", "Unexpected server-side error");
    }

    int status() {
        return status;
    }

    String id() {
        return id;
    }
}
