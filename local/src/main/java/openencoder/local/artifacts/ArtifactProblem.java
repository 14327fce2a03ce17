package openencoder.local.artifacts;

/** Why machines have nothing to load, in words for the operator. */
public final class ArtifactProblem extends RuntimeException {
    ArtifactProblem(String message) {
        super(message);
    }
}
