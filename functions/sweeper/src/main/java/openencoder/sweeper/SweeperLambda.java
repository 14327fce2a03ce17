package openencoder.sweeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;

import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;

/** Where the schedule enters. The event says nothing that a sweep needs to know. */
public final class SweeperLambda implements RequestStreamHandler, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(SweeperLambda.class);

    private final AwsClients aws;
    private final Sweeper sweeper;

    public SweeperLambda() {
        this(System.getenv());
    }

    public SweeperLambda(Map<String, String> environment) {
        aws = new AwsClients(environment);
        sweeper =
                new Sweeper(
                        new DynamoJobRepository(aws.dynamoDb(), new Tables(environment)),
                        new SqsJobQueue(aws, required(environment, "JOBS_QUEUE_URL")),
                        new SqsJobQueue(aws, required(environment, "DEAD_LETTER_QUEUE_URL")),
                        new S3ObjectStore(aws),
                        required(environment, "DESTINATION_BUCKET"),
                        Clock.systemUTC());
        // Lambda holds this object, as CRaC does not.
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> snapshots) {
        aws.disconnect();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> snapshots) {
        try {
            aws.reconnect();
        } catch (SdkException failed) {
            LOG.atWarn().setCause(failed).log("Tried again when needed");
        }
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        var function = context.getFunctionName();
        try {
            var swept = sweeper.sweep();
            publish(swept, function);
            answer.write(swept.json().getBytes(UTF_8));
        } catch (IncompleteSweep failed) {
            publish(failed.swept(), function);
            throw failed;
        }
    }

    private static void publish(Swept swept, String function) {
        if (swept.equals(Swept.NOTHING)) return;
        System.out.println(swept.metrics(function, System.currentTimeMillis()));
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.getOrDefault(name, "");
        if (value.isBlank())
            throw new IllegalArgumentException(
                    "The environment variable "
                            + name
                            + " is not set; template.yaml says to what.");
        return value;
    }
}
