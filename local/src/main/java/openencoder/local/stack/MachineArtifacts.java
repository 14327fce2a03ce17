package openencoder.local.stack;

import openencoder.aws.client.AwsClients;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.template.Template;
import openencoder.local.artifacts.Artifacts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;

/**
 * Makes what machines load and uploads it, beside everything else that a stack does at its start.
 */
final class MachineArtifacts implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MachineArtifacts.class);

    private final Thread thread;

    private MachineArtifacts(Thread thread) {
        this.thread = thread;
    }

    /**
     * @param template with the bucket for them, which is there
     */
    static MachineArtifacts preparing(Path home, AwsEndpoints aws, Template template) {
        var bucket = template.nameOf("ArtifactsBucket");
        return new MachineArtifacts(
                Thread.ofPlatform()
                        .daemon()
                        .name("machine-artifacts")
                        .start(() -> prepare(home, aws, bucket)));
    }

    private static void prepare(Path home, AwsEndpoints aws, String bucket) {
        try (var clients = new AwsClients(aws.environment())) {
            var built = Artifacts.build(home, Artifacts.cache(home));
            Artifacts.upload(built, new S3ObjectStore(clients), bucket);
        } catch (RuntimeException failed) {
            if (Thread.currentThread().isInterrupted()) return;
            log.atError().setCause(failed).log("Machines will find nothing to load");
        }
    }

    /** Until machines will find what they load, or it is clear that they will not. */
    void await() {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
