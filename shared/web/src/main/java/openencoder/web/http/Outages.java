package openencoder.web.http;

/** Tells failures of what a function stands on from its own; callers may send again after one. */
@FunctionalInterface
public interface Outages {
    boolean include(RuntimeException failure);
}
