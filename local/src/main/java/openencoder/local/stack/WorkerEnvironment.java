package openencoder.local.stack;

import openencoder.cloud.template.Template;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a worker process finds in its environment: the same names as on a droplet. */
final class WorkerEnvironment {

    // The user of the stack may set these for its workers.
    private static final List<String> PASSED_ON =
            List.of(
                    "PATH",
                    "HOME",
                    "TMPDIR",
                    "LANG",
                    "XDG_CACHE_HOME",
                    "FFMPEG_PATH",
                    "FFPROBE_PATH",
                    "FFMPEG_CACHE",
                    "LEASE_SECONDS",
                    "STALL_SECONDS",
                    "ENCODE_SECONDS",
                    "ENCODE_FLOOR_SECONDS",
                    "ENCODE_TIMES_SOURCE",
                    "MAX_SOURCE_BYTES",
                    "MAX_SOURCE_SECONDS",
                    "MEMORY_LIMIT_BYTES",
                    "REQUIRE_SANDBOX",
                    "THREADS");

    private static final String DRAIN_SECONDS = "2";

    private WorkerEnvironment() {}

    /** What goes before what a droplet's own unit says: not every laptop has bubblewrap. */
    static Map<String, String> ofDroplet() {
        var environment = passedOn();
        environment.putIfAbsent("REQUIRE_SANDBOX", "false");
        environment.put("DRAIN_SECONDS", DRAIN_SECONDS);
        return environment;
    }

    private static Map<String, String> passedOn() {
        var environment = new HashMap<String, String>();
        for (var name : PASSED_ON) {
            var value = System.getenv(name);
            if (value != null) environment.put(name, value);
        }
        return environment;
    }

    static Map<String, String> of(AwsEndpoints aws, Template template, Path workFolder) {
        var environment = passedOn();
        environment.putAll(aws.environment());
        environment.put("USERS_TABLE", template.nameOf("UsersTable"));
        environment.put("JOBS_TABLE", template.nameOf("JobsTable"));
        environment.put("PRESETS_TABLE", template.nameOf("PresetsTable"));
        environment.put("WORKERS_TABLE", template.nameOf("WorkersTable"));
        environment.put("COUNTERS_TABLE", template.nameOf("CountersTable"));
        environment.put("JOBS_QUEUE_URL", aws.queueUrl(template.nameOf("JobsQueue")));
        environment.put("SOURCE_BUCKET", template.nameOf("SourceBucket"));
        environment.put("DESTINATION_BUCKET", template.nameOf("DestinationBucket"));
        environment.put("WORK_DIR", workFolder.toString());
        environment.put("DRAIN_SECONDS", DRAIN_SECONDS);
        return environment;
    }
}
