package openencoder.web.priming;

/**
 * A bean that has something to prime before a snapshot that no {@link PrimingRequest} comes to. It
 * changes nothing.
 */
public interface Primed {
    void prime();
}
