package openencoder.local.artifacts;

/** Why machines have nothing to load, in words for whoever builds it. */
public final class ArtifactProblem extends RuntimeException {
    ArtifactProblem(String message) {
        super(message);
    }
}
