package openencoder.cloud.iam;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.http.Connection;
import openencoder.cloud.http.Form;
import openencoder.cloud.http.Head;
import openencoder.cloud.http.Listener;
import openencoder.cloud.iam.signature.Credential;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Refused.Reason;
import openencoder.cloud.iam.signature.Sha256Hex;
import openencoder.cloud.iam.signature.SignatureClaim;
import openencoder.cloud.iam.signature.Target;
import openencoder.cloud.iam.signature.Verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * STS with one call, AssumeRole, in the query protocol that the SDKs speak. Only the owner's keys
 * may make it.
 */
public final class LocalSts implements AutoCloseable {
    private static final int LONGEST = 64 << 10;

    private final Credential owner;
    private final Clock clock;
    private final Verifier verifier;
    private final AssumeRole assumeRole;
    private final Listener listener;

    private LocalSts(RoleSessions sessions, Credential owner, Clock clock, IamRole... roles) {
        this.owner = owner;
        this.clock = clock;
        this.verifier = new Verifier(this::find, AwsEndpoint.REGION, clock);
        this.assumeRole = new AssumeRole(sessions, roles);
        this.listener = Listener.start("local-sts", this::answer);
    }

    /**
     * @param sessions where {@link IamFront} looks them up
     * @param owner the stack's own keys
     * @param roles those that can be taken
     */
    public static LocalSts start(
            RoleSessions sessions, Credential owner, Clock clock, IamRole... roles) {
        return new LocalSts(sessions, owner, clock, roles);
    }

    public AwsEndpoint endpoint() {
        return new AwsEndpoint(
                listener.uri(), AwsEndpoint.REGION, owner.accessKeyId(), owner.secretAccessKey());
    }

    @Override
    public void close() {
        listener.close();
    }

    private Optional<Credential> find(String accessKeyId) {
        return Optional.of(owner).filter(o -> o.accessKeyId().equals(accessKeyId));
    }

    private boolean answer(Head head, Connection caller) throws IOException {
        var intake = Intake.of(head, caller);
        try {
            intake.check();
            var body = intake.wholeBody(LONGEST);
            verify(head, body);
            write(assumeRole.answer(fields(body)), caller);
            return true;
        } catch (Refused refused) {
            var goesOn = intake.giveUpBody();
            var connection = "Connection: " + (goesOn ? "keep-alive" : "close");
            ServiceErrors.QUERY.write(refused, head, clock, caller.out(), connection);
            return goesOn;
        } catch (AssumeRole.Invalid invalid) {
            invalid.answer().write(ServiceErrors.QUERY.style(), head, caller.out());
            return true;
        }
    }

    private void verify(Head head, byte[] body) throws Refused {
        var target = Target.of(head);
        var claim = SignatureClaim.of(head, target);
        if (!claim.scope().service().equals("sts") || claim.life().isPresent())
            throw new Refused(Reason.WRONG_SIGNATURE, "sign for sts, in a header");
        verifier.verify(head, target, claim, Sha256Hex.of(body));
    }

    private static Map<String, String> fields(byte[] body) throws Refused {
        try {
            return Form.parse(body);
        } catch (IllegalArgumentException _) {
            throw new Refused(Reason.MALFORMED, "the body is no form, or says something twice");
        }
    }

    private static void write(String xml, Connection caller) throws IOException {
        var body = xml.getBytes(StandardCharsets.UTF_8);
        var head =
                """
                HTTP/1.1 200 OK
                Content-Type: text/xml
                Content-Length: %d

                """
                        .formatted(body.length);
        caller.out().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        caller.out().write(body);
        caller.out().flush();
    }
}
