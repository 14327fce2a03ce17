package openencoder.emulators.iam;

import openencoder.emulators.http.Connection;
import openencoder.emulators.http.Head;
import openencoder.emulators.iam.signature.ChunkSignatures;
import openencoder.emulators.iam.signature.Claim;
import openencoder.emulators.iam.signature.Refused;
import openencoder.emulators.iam.signature.Target;
import openencoder.emulators.iam.signature.Verifier;

/** One request to AWS with what its signature claims. */
record Call(
        Head head,
        Target target,
        Claim claim,
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
