package openencoder.worker;

import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.worker.encode.Encoder;
import openencoder.worker.encode.PresetPlanner;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;

/** Loads beforehand what the first job needs, which would else wait most of a second for it. */
final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private WarmUp() {}

    static void begin(ObjectStore store, String sourceBucket, Encoder encoder) {
        Thread.ofPlatform()
                .daemon()
                .name("warm-up")
                .start(
                        () -> {
                            attempt(() -> touch(store, sourceBucket));
                            attempt(() -> probeNothing(encoder));
                            attempt(PresetPlanner::warmUp);
                        });
    }

    private static void touch(ObjectStore store, String bucket) {
        store.head(new ObjectKey(bucket, MediaUri.RESERVED_PREFIX + "nothing"));
    }

    private static void probeNothing(Encoder encoder) throws IOException, InterruptedException {
        var nothing = Files.createTempFile("openencoder", "");
        try {
            encoder.probe(nothing);
        } finally {
            Files.delete(nothing);
        }
    }

    private interface Step {
        void take() throws Exception;
    }

    private static void attempt(Step step) {
        try {
            step.take();
        } catch (Exception failed) {
            log.atDebug().setCause(failed).log("Not warmed up");
        }
    }
}
