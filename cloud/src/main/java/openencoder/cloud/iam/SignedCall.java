package openencoder.cloud.iam;

import openencoder.cloud.http.Connection;
import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.ChunkSignatures;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.SignatureClaim;
import openencoder.cloud.iam.signature.Target;
import openencoder.cloud.iam.signature.Verifier;

/** One request to AWS with what its signature claims. */
record SignedCall(
        Head head,
        Target target,
        SignatureClaim claim,
        Intake intake,
        Connection caller,
        Rights rights,
        Verifier verifier) {

    /**
     * @param payload the body's hash, or what stands for one
     */
    ChunkSignatures verify(String payload) throws Refused {
        return verifier.verify(head, target, claim, payload);
    }
}
