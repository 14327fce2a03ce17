package openencoder.local.stack;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.aws.LocalQueue;
import openencoder.cloud.digitalocean.DigitalOceanSimulator;
import openencoder.cloud.digitalocean.SimulatorSettings;
import openencoder.cloud.digitalocean.host.HostSettings;
import openencoder.cloud.iam.IamFront;
import openencoder.cloud.iam.IamRole;
import openencoder.cloud.iam.LocalSts;
import openencoder.cloud.iam.RoleSessions;
import openencoder.cloud.iam.policy.MalformedPolicy;
import openencoder.cloud.iam.policy.Policy;
import openencoder.cloud.iam.signature.Credential;
import openencoder.local.StackProblem;
import openencoder.local.folder.Folders;
import openencoder.local.keys.SigningKeyFiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A DigitalOcean, and what AWS gives to machines that are rented there: an STS for sessions, and a
 * front of S3, SQS and DynamoDB that holds each session to its rights.
 */
final class DropletCloud implements AutoCloseable {

    static final String ROLE_ARN =
            "arn:aws:iam::%s:role/openencoder-worker".formatted(LocalQueue.ACCOUNT);

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final LocalSts sts;
    private final IamFront front;
    private final DigitalOceanSimulator digitalOcean;
    private final Path token;

    private DropletCloud(Path data, AwsEndpoints aws, IamRole role, HostSettings host)
            throws IOException {
        var clock = Clock.systemUTC();
        var keys = aws.s3();
        var owner = Credential.lasting(keys.accessKeyId(), keys.secretAccessKey());
        var sessions = new RoleSessions(clock);
        sts = opened(LocalSts.start(sessions, owner, clock, role));
        front =
                opened(
                        IamFront.before(
                                sessions, owner, clock, aws.s3(), aws.sqs(), aws.dynamoDb()));
        digitalOcean =
                opened(
                        DigitalOceanSimulator.start(
                                data.resolve("digitalocean"),
                                // Sessions and addresses end with the stack, and droplets with
                                // them.
                                SimulatorSettings.standard().withHost(host).withoutRevival()));
        token = token(SigningKeyFiles.of(data));
        Folders.write(token, digitalOcean.token().getBytes(StandardCharsets.UTF_8), true);
    }

    /**
     * @param aws what is behind the front
     * @param policy of the role that machines' sessions are of, in JSON
     * @param host how droplets run
     */
    static DropletCloud start(Path data, AwsEndpoints aws, String policy, HostSettings host) {
        try {
            return new DropletCloud(data, aws, new IamRole(ROLE_ARN, Policy.parse(policy)), host);
        } catch (MalformedPolicy failure) {
            throw new StackProblem("template.yaml: the policy of WorkerRole is none", failure);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    AwsEndpoint sts() {
        return sts.endpoint();
    }

    /** Where machines find S3, SQS and DynamoDB. */
    AwsEndpoint front() {
        return front.endpoint();
    }

    DigitalOceanSimulator digitalOcean() {
        return digitalOcean;
    }

    /** The file with the token of DigitalOcean's API. */
    Path token() {
        return token;
    }

    static Path token(SigningKeyFiles keys) {
        return keys.signing().resolveSibling("digitalocean.token");
    }

    private <T extends AutoCloseable> T opened(T part) {
        toClose.push(part);
        return part;
    }

    /** Droplets go down first; they are not deleted. */
    @Override
    public void close() throws Exception {
        while (!toClose.isEmpty()) toClose.pop().close();
    }
}
