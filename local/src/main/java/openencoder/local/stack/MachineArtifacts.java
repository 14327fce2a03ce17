package openencoder.local.stack;

import openencoder.aws.client.AwsClients;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cloud.template.Template;
import openencoder.local.artifacts.Artifacts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Makes what machines load and uploads it, once it is needed. */
final class MachineArtifacts implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MachineArtifacts.class);

    private final Path home;
    private final AwsEndpoints aws;
    private final String bucket;
    private final FutureTask<Void> made = new FutureTask<>(this::makeAndUpload, null);

    /**
     * @param template with the bucket for them
     */
    MachineArtifacts(Path home, AwsEndpoints aws, Template template) {
        this.home = home;
        this.aws = aws;
        this.bucket = template.nameOf("ArtifactsBucket");
    }

    /** Returns when machines will find what they load, or it is clear that they will not. */
    void prepare() {
        made.run();
        try {
            made.get();
        } catch (ExecutionException | CancellationException failed) {
            log.atError().setCause(failed).log("Machines will find nothing to load");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void makeAndUpload() {
        try (var clients = new AwsClients(aws.environment())) {
            var built = Artifacts.build(home, Artifacts.cache(home));
            Artifacts.upload(built, new S3ObjectStore(clients), bucket);
        }
    }

    @Override
    public void close() {
        made.cancel(true);
    }
}
