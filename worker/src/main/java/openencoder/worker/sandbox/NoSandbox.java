package openencoder.worker.sandbox;

/** The worker may not start without a sandbox, and there is none that holds. */
public final class NoSandbox extends RuntimeException {
    public NoSandbox(Protections protections) {
        super(
                "REQUIRE_SANDBOX is true, but FFmpeg can reach more than its job (%s)."
                                .formatted(protections.summary())
                        + " Install bubblewrap (Debian, Ubuntu, Fedora: the package bubblewrap) and"
                        + " allow user namespaces, or unset REQUIRE_SANDBOX.");
    }
}
