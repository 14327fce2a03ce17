package openencoder.emulators.iam;

import openencoder.emulators.Endpoint;
import openencoder.emulators.http.Connection;
import openencoder.emulators.http.Form;
import openencoder.emulators.http.Head;
import openencoder.emulators.http.Listener;
import openencoder.emulators.iam.signature.BodyHash;
import openencoder.emulators.iam.signature.Claim;
import openencoder.emulators.iam.signature.Credential;
import openencoder.emulators.iam.signature.Refused;
import openencoder.emulators.iam.signature.Refused.Reason;
import openencoder.emulators.iam.signature.Target;
import openencoder.emulators.iam.signature.Verifier;

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

    private LocalSts(Sessions sessions, Credential owner, Clock clock, Role... roles) {
        this.owner = owner;
        this.clock = clock;
        this.verifier = new Verifier(this::find, Endpoint.REGION, clock);
        this.assumeRole = new AssumeRole(sessions, roles);
        this.listener = Listener.start("local-sts", this::answer);
    }

    /**
     * @param sessions where {@link IamFront} looks them up
     * @param owner the stack's own keys
     * @param roles those that can be taken
     */
    public static LocalSts start(Sessions sessions, Credential owner, Clock clock, Role... roles) {
        return new LocalSts(sessions, owner, clock, roles);
    }

    public Endpoint endpoint() {
        return new Endpoint(
                listener.uri(), Endpoint.REGION, owner.accessKeyId(), owner.secretAccessKey());
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
            Words.QUERY.write(refused, head, clock, caller.out(), connection);
            return goesOn;
        } catch (AssumeRole.Invalid invalid) {
            invalid.answer().write(Words.QUERY.style(), head, caller.out());
            return true;
        }
    }

    private void verify(Head head, byte[] body) throws Refused {
        var target = Target.of(head);
        var claim = Claim.of(head, target);
        if (!claim.scope().service().equals("sts") || claim.life().isPresent())
            throw new Refused(Reason.WRONG_SIGNATURE, "sign for sts, in a header");
        verifier.verify(head, target, claim, BodyHash.of(body));
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
