package openencoder.cloud.iam.request;

import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Refused.Reason;

/** Refuses what is not known here. */
final class Unknown {
    private Unknown() {}

    static Refused request(String what) {
        return new Refused(Reason.DENIED, "not a request that sessions can make here: " + what);
    }
}
