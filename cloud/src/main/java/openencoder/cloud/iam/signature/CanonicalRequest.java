package openencoder.cloud.iam.signature;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.Refused.Reason;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A request in the one form that is signed. */
final class CanonicalRequest {
    private static final String IN_LINK = "X-Amz-Signature";

    private CanonicalRequest() {}

    /**
     * @param headers names in lower case
     * @param payload a hash, or what stands for one
     */
    static String of(Head head, Target target, String service, List<String> headers, String payload)
            throws Refused {
        var lines = new StringBuilder();
        for (var name : headers)
            lines.append(name).append(':').append(value(head, name)).append('\n');
        return String.join(
                "\n",
                head.method(),
                path(target, service),
                target.only(name -> !name.equals(IN_LINK)).canonicalQuery(),
                lines,
                String.join(";", headers),
                payload);
    }

    // All but S3 encode the path a second time.
    private static String path(Target target, String service) throws Refused {
        return PercentEncoding.encodePath(service.equals("s3") ? target.path() : target.rawPath());
    }

    private static String value(Head head, String name) throws Refused {
        return head.value(name)
                .map(value -> value.strip().replaceAll(" +", " "))
                .orElseThrow(
                        () ->
                                new Refused(
                                        Reason.WRONG_SIGNATURE,
                                        "a signed header is missing: "
                                                + PercentEncoding.encode(name)));
    }

    /** The headers that nobody may change on the way. */
    static List<String> protectedHeaders(Head head) {
        return head.lines().stream()
                .skip(1)
                .map(line -> line.split(":", 2)[0].toLowerCase(Locale.ROOT))
                .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
                .sorted()
                .collect(Collectors.toList());
    }
}
