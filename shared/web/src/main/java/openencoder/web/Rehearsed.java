package openencoder.web;

/**
 * A bean that has something to rehearse before a snapshot which no {@link HarmlessRequest} comes
 * to. It changes nothing.
 */
public interface Rehearsed {
    void rehearse();
}
