package openencoder.cloud.iam;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.http.Head;
import openencoder.cloud.iam.request.S3Request;
import openencoder.cloud.iam.signature.ChunkSignatures;
import openencoder.cloud.iam.signature.Credential;
import openencoder.cloud.iam.signature.Payload;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Refused.Reason;
import openencoder.cloud.iam.signature.Signing;
import openencoder.cloud.iam.signature.Target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets requests through to S3. */
final class S3Front {
    private static final String NO_BODY = "UNSIGNED-PAYLOAD";
    private static final int LONGEST_LIST = 2 << 20;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Backends servers;
    private final AwsEndpoint s3;
    private final Signing signing;

    S3Front(Backends servers, AwsEndpoint s3, Clock clock) {
        this.servers = servers;
        this.s3 = s3;
        var credential = Credential.lasting(s3.accessKeyId(), s3.secretAccessKey());
        this.signing = new Signing(credential, s3.region(), clock);
    }

    boolean answer(SignedCall call) throws IOException, Refused {
        var payload = Payload.of(call.head(), call.claim());
        var signatures = call.verify(payload.said());
        if (!call.rights().areLimited())
            return forward(call, payload, signatures, Optional.empty());
        var request = S3Request.of(call.head(), call.target());
        if (request.tellsInItsBody()) return withWholeBody(call, payload, signatures, request);
        check(call, request, new byte[0]);
        return forward(call, payload, signatures, Optional.of(request));
    }

    private boolean withWholeBody(
            SignedCall call, Payload payload, ChunkSignatures signatures, S3Request request)
            throws IOException, Refused {
        if (!payload.isPlain() || payload.length() > LONGEST_LIST)
            throw new Refused(Reason.TOO_LARGE, "a list of keys comes whole, of 2 MiB at most");
        var body = new ByteArrayOutputStream();
        payload.copy(call.head(), signatures, call.intake().body(), body);
        check(call, request, body.toByteArray());
        return send(call, payload, body::writeTo, Optional.of(request));
    }

    private void check(SignedCall call, S3Request request, byte[] body)
            throws IOException, Refused {
        try {
            call.rights().check(request.accesses(body));
        } catch (Refused refused) {
            if (refused.reason() != Reason.DENIED || isThere(call, request.bucket())) throw refused;
            throw new Refused(Reason.NO_BUCKET, "The specified bucket does not exist");
        }
    }

    private boolean isThere(SignedCall call, String bucket) throws IOException, Refused {
        var target = new Target("/" + bucket, Map.of());
        var asked =
                new Head(
                        List.of(
                                "HEAD " + target + " HTTP/1.1",
                                "Host: " + call.head().value("Host").orElse("localhost"),
                                "Content-Length: 0"));
        var head = signing.sign(asked, target, NO_BODY);
        var status = new AtomicInteger();
        servers.call(
                s3,
                head,
                _ -> {},
                answer -> {
                    status.set(answer.head().status());
                    return false;
                });
        return status.get() != 404;
    }

    private boolean forward(
            SignedCall call,
            Payload payload,
            ChunkSignatures signatures,
            Optional<S3Request> request)
            throws IOException, Refused {
        return send(
                call,
                payload,
                out -> payload.copy(call.head(), signatures, call.intake().body(), out),
                request);
    }

    private boolean send(
            SignedCall call, Payload payload, Backends.Body body, Optional<S3Request> request)
            throws IOException, Refused {
        var head =
                signing.sign(
                        payload.passedOn(plain(call.head())), call.target(), payload.passedOn());
        return servers.call(
                s3,
                head,
                body,
                answer -> {
                    if (answer.head().status() == 404) checkAbsence(call, request);
                    var isRead = call.intake().giveUpBody();
                    return answer.passOn(call.head(), call.caller().out()) && isRead;
                });
    }

    // S3 says that an object is not there to those only who may list the bucket.
    private static void checkAbsence(SignedCall call, Optional<S3Request> request) throws Refused {
        if (request.isPresent()) call.rights().check(request.get().toHearOfAbsence());
    }

    // Signed in a header, a form would be looked into for parameters.
    private static Head plain(Head head) {
        var isForm =
                head.method().equals("PUT")
                        && head.value("Content-Type").filter(t -> t.startsWith(FORM)).isPresent();
        var asked = head.without("Expect").without("Upgrade");
        return isForm ? asked.with("Content-Type", "application/octet-stream") : asked;
    }
}
