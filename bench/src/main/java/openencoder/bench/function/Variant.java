package openencoder.bench.function;

import openencoder.local.lambda.Launch;

import java.nio.file.Path;
import java.util.Map;

/**
 * One way to answer the same request.
 *
 * @param code the zip
 * @param variables that all functions of its deployment have
 * @param first whether only the request counts, as what came before it is in a snapshot
 */
record Variant(
        String name,
        Path code,
        String handler,
        Launch.Kind kind,
        Map<String, String> variables,
        boolean first) {
    static Variant of(String name, Path code, String handler, Launch.Kind kind) {
        return new Variant(name, code, handler, kind, Map.of(), kind == Launch.Kind.SNAP_START);
    }

    Variant with(Map<String, String> all) {
        return new Variant(name, code, handler, kind, all, first);
    }
}
