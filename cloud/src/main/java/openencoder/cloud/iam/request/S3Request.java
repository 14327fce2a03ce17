package openencoder.cloud.iam.request;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.policy.AccessRequest;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request to S3 with a path-style address: {@code /bucket} or {@code /bucket/key}. */
public final class S3Request {
    private static final String ARN = "arn:aws:s3:::";
    private static final Map<String, String> HEADERS =
            Map.of(
                    "x-amz-acl", "s3:PutObjectAcl",
                    "x-amz-grant-full-control", "s3:PutObjectAcl",
                    "x-amz-grant-read", "s3:PutObjectAcl",
                    "x-amz-grant-read-acp", "s3:PutObjectAcl",
                    "x-amz-grant-write-acp", "s3:PutObjectAcl",
                    "x-amz-tagging", "s3:PutObjectTagging",
                    "x-amz-object-lock-mode", "s3:PutObjectRetention",
                    "x-amz-object-lock-legal-hold", "s3:PutObjectLegalHold");

    private final Head head;
    private final Target target;
    private final S3Place place;
    private final S3Operation operation;

    private S3Request(Head head, Target target) throws Refused {
        this.head = head;
        this.target = target;
        this.place = S3Place.ofPath(target.path(), target.rawPath());
        var names =
                target.query().keySet().stream()
                        .filter(name -> !name.startsWith("X-Amz-") && !name.equals("x-id"))
                        .toList();
        this.operation =
                S3Operation.of(head.method(), !place.key().isEmpty(), names)
                        .orElseThrow(() -> Unknown.request(head.method() + " with " + names));
    }

    /**
     * @throws Refused if it is none that is known here
     */
    public static S3Request of(Head head, Target target) throws Refused {
        return new S3Request(head, target);
    }

    public String bucket() {
        return place.bucket();
    }

    /** Whether {@link #accesses} must know the body. */
    public boolean tellsInItsBody() {
        return operation.isDeleteOfMany();
    }

    /**
     * All that must be allowed.
     *
     * @param body empty unless {@link #tellsInItsBody}
     */
    public List<AccessRequest> accesses(byte[] body) throws Refused {
        if (operation.isDeleteOfMany())
            return DeletedKeys.in(body).stream()
                    .map(
                            key ->
                                    AccessRequest.to(
                                            operation.action(), ARN + place.bucket() + "/" + key))
                    .toList();
        if (place.key().isEmpty()) return List.of(ofBucket());
        var accesses = new ArrayList<AccessRequest>();
        accesses.add(AccessRequest.to(operation.action(), ARN + place));
        for (var header : HEADERS.entrySet())
            if (head.value(header.getKey()).isPresent())
                accesses.add(AccessRequest.to(header.getValue(), ARN + place));
        var source = head.value("x-amz-copy-source");
        if (source.isPresent())
            accesses.add(
                    AccessRequest.to(S3Operation.GET, ARN + S3Place.ofCopySource(source.get())));
        return accesses;
    }

    private AccessRequest ofBucket() {
        var access = AccessRequest.to(operation.action(), ARN + place.bucket());
        for (var name : List.of("prefix", "delimiter", "max-keys")) {
            var value = target.value(name);
            if (value.isPresent()) access = access.with("s3:" + name, List.of(value.get()));
        }
        return access;
    }

    /**
     * What a caller must be allowed to hear that an object is not there; S3 denies others even
     * that. Empty unless it reads one.
     */
    public List<AccessRequest> toHearOfAbsence() {
        return operation.action().equals(S3Operation.GET)
                ? List.of(AccessRequest.to(S3Operation.LIST, ARN + place.bucket()))
                : List.of();
    }
}
