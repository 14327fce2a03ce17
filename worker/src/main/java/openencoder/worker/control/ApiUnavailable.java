package openencoder.worker.control;

/** No answer that says anything, however often it was asked for: what became of it is not known. */
public final class ApiUnavailable extends RuntimeException {
    ApiUnavailable(String path, String last) {
        super("%s: %s".formatted(path, last), null, false, false);
    }
}
