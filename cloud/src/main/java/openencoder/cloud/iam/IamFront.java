package openencoder.cloud.iam;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.http.Connection;
import openencoder.cloud.http.Head;
import openencoder.cloud.http.Listener;
import openencoder.cloud.iam.signature.Credential;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Refused.Reason;
import openencoder.cloud.iam.signature.SignatureClaim;
import openencoder.cloud.iam.signature.Target;
import openencoder.cloud.iam.signature.Verifier;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * One address for S3, SQS and DynamoDB that lets through what the signer may do: the owner
 * everything, a session what its policies allow. Whom a request is for stands in its signature.
 *
 * <p>Bodies of objects are streamed. A caller's keys never reach S3Proxy: what passes is signed
 * anew with the emulator's own.
 */
public final class IamFront implements AutoCloseable {
    private final Credential owner;
    private final RoleSessions sessions;
    private final Clock clock;
    private final Verifier verifier;
    private final Listener listener;
    private final S3Front s3;
    private final JsonFront dynamoDb;
    private final JsonFront sqs;
    private final DescribedTables tables;

    private IamFront(
            RoleSessions sessions,
            Credential owner,
            Clock clock,
            AwsEndpoint s3,
            AwsEndpoint sqs,
            AwsEndpoint dynamoDb) {
        this.owner = owner;
        this.sessions = sessions;
        this.clock = clock;
        this.verifier = new Verifier(this::credential, AwsEndpoint.REGION, clock);
        this.tables = new DescribedTables(dynamoDb);
        var servers = new Backends(this::connect);
        this.s3 = new S3Front(servers, s3, clock);
        this.sqs = JsonFront.ofSqs(servers, sqs);
        this.dynamoDb = JsonFront.ofDynamoDb(servers, dynamoDb, tables);
        this.listener = Listener.start("iam-front", this::answer);
    }

    /**
     * @param sessions those that {@link LocalSts} gives out
     * @param owner the stack's own keys, which no policy limits
     */
    public static IamFront before(
            RoleSessions sessions,
            Credential owner,
            Clock clock,
            AwsEndpoint s3,
            AwsEndpoint sqs,
            AwsEndpoint dynamoDb) {
        return new IamFront(sessions, owner, clock, s3, sqs, dynamoDb);
    }

    /** Where all three answer, with the owner's keys. */
    public AwsEndpoint endpoint() {
        return new AwsEndpoint(
                listener.uri(), AwsEndpoint.REGION, owner.accessKeyId(), owner.secretAccessKey());
    }

    @Override
    public void close() {
        listener.close();
        tables.close();
    }

    private Socket connect(URI server) throws IOException {
        return listener.connect(server);
    }

    private Optional<Credential> credential(String accessKeyId) {
        return Optional.of(owner)
                .filter(o -> o.accessKeyId().equals(accessKeyId))
                .or(() -> sessions.find(accessKeyId).map(RoleSession::credential));
    }

    private boolean answer(Head head, Connection caller) throws IOException {
        var intake = Intake.of(head, caller);
        try {
            intake.check();
            var target = Target.of(head);
            var claim = SignatureClaim.of(head, target);
            var rights =
                    new Rights(
                            sessions.find(claim.accessKeyId()),
                            caller.caller(),
                            AwsEndpoint.REGION);
            var call = new SignedCall(head, target, claim, intake, caller, rights, verifier);
            return switch (claim.scope().service()) {
                case "s3" -> s3.answer(call);
                case "sqs" -> sqs.answer(call);
                case "dynamodb" -> dynamoDb.answer(call);
                default -> throw new Refused(Reason.DENIED, "S3, SQS and DynamoDB are here");
            };
        } catch (Refused refused) {
            var goesOn = intake.giveUpBody();
            words(head).write(refused, head, clock, caller.out(), connection(goesOn));
            return goesOn;
        }
    }

    private static String connection(boolean goesOn) {
        return "Connection: " + (goesOn ? "keep-alive" : "close");
    }

    // Of a request that says who is meant, whether its signature can be read or not.
    private static ServiceErrors words(Head head) {
        var target = head.value("X-Amz-Target").orElse("");
        if (target.startsWith("DynamoDB")) return ServiceErrors.DYNAMODB;
        if (target.startsWith("AmazonSQS")) return ServiceErrors.SQS;
        var isForSqs = head.value("Authorization").filter(a -> a.contains("/sqs/")).isPresent();
        return isForSqs ? ServiceErrors.QUERY : ServiceErrors.S3;
    }
}
