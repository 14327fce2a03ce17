package openencoder.protocol;

/**
 * @param token that the machine was booted with; works once
 */
public record EnrolRequest(String token) {
    @Override
    public String toString() {
        return "enrolment";
    }
}
