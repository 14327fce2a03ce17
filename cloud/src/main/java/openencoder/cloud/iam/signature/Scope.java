package openencoder.cloud.iam.signature;

import openencoder.cloud.iam.signature.Refused.Reason;

/**
 * What a signature is good for.
 *
 * @param day as 20261125
 * @param service such as {@code s3}
 */
public record Scope(String day, String region, String service) {
    private static final String END = "aws4_request";

    static Scope parse(String text) throws Refused {
        var parts = text.split("/", -1);
        if (parts.length != 4 || !parts[3].equals(END))
            throw new Refused(Reason.MALFORMED, "a credential scope is day/region/service/" + END);
        return new Scope(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return day + "/" + region + "/" + service + "/" + END;
    }
}
