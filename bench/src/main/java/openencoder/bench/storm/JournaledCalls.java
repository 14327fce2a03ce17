package openencoder.bench.storm;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the stack's journal of broken calls says.
 *
 * @param total all calls
 * @param faults how many were made, by kind, then by service
 * @param writes how often S3 itself accepted another object under a path such as {@code
 *     /bucket/key}, whether or not the writer got to hear it. S3 may accept the completion of one
 *     upload again when it is sent again; that is still one object.
 */
record JournaledCalls(
        long total, Map<String, Map<String, Integer>> faults, Map<String, Integer> writes) {
    private static final Set<String> WRITING =
            Set.of("PutObject", "CopyObject", "CompleteMultipartUpload");
    private static final int ACCEPTED = 200;

    static JournaledCalls in(Path journal) throws IOException {
        var calls = new JournaledCalls(0, new TreeMap<>(), new TreeMap<>());
        var uploads = new HashSet<String>();
        var total = 0L;
        try (var lines = Files.lines(journal)) {
            for (var line : (Iterable<String>) lines::iterator) {
                calls.add(JsonMapper.shared().readTree(line), uploads);
                total++;
            }
        }
        return new JournaledCalls(total, calls.faults, calls.writes);
    }

    private void add(JsonNode call, Set<String> uploads) {
        if (call.has("fault"))
            faults.computeIfAbsent(call.path("fault").asString(), _ -> new TreeMap<>())
                    .merge(call.path("service").asString(), 1, Integer::sum);
        if (!WRITING.contains(call.path("operation").asString())) return;
        for (var answer : call.path("answers"))
            if (answer.asInt() == ACCEPTED && isNew(call, uploads))
                writes.merge(call.path("path").asString(), 1, Integer::sum);
    }

    private static boolean isNew(JsonNode call, Set<String> uploads) {
        return !call.has("upload") || uploads.add(call.path("upload").asString());
    }

    int made(String fault) {
        return faults.getOrDefault(fault, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    int made() {
        return faults.keySet().stream().mapToInt(this::made).sum();
    }
}
