package openencoder.bench.function;

import openencoder.local.runtime.Launch;

import java.nio.file.Path;

/**
 * One way to answer the same request.
 *
 * @param code the zip
 * @param first whether only the request counts, as what came before it is in a snapshot
 */
record Variant(String name, Path code, String handler, Launch.Kind kind, boolean first) {
    static Variant of(String name, Path code, String handler, Launch.Kind kind) {
        return new Variant(name, code, handler, kind, kind == Launch.Kind.SNAP_START);
    }
}
