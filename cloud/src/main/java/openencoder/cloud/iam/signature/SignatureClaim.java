package openencoder.cloud.iam.signature;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.Refused.Reason;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a request says of its signature, not yet checked.
 *
 * @param signedHeaders their names in lower case
 * @param at when it was signed, as 20261125T120000Z
 * @param life how long a presigned link is good; empty where the signature is in a header
 */
public record SignatureClaim(
        String accessKeyId,
        Scope scope,
        List<String> signedHeaders,
        String signature,
        String at,
        Optional<Duration> life,
        Optional<String> token) {
    private static final String KIND = SdkSignature.ALGORITHM;
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final long LONGEST_LIFE = Duration.ofDays(7).toSeconds();

    /**
     * @throws Refused if there is none, two, or one that cannot be read
     */
    public static SignatureClaim of(Head head, Target target) throws Refused {
        var header = head.value("Authorization");
        var isLink = target.value("X-Amz-Signature").isPresent();
        if (header.isPresent() == isLink)
            throw new Refused(
                    isLink ? Reason.MALFORMED : Reason.UNSIGNED,
                    isLink ? "signed twice, in a header and in the query" : "not signed");
        return isLink ? ofLink(target) : ofHeader(header.get(), head);
    }

    private static SignatureClaim ofHeader(String header, Head head) throws Refused {
        if (!header.startsWith(KIND + " ")) throw unreadable();
        var parts =
                Arrays.stream(header.substring(KIND.length()).split(","))
                        .map(part -> part.strip().split("=", 2))
                        .filter(part -> part.length == 2)
                        .collect(Collectors.toMap(p -> p[0], p -> p[1], (_, last) -> last));
        return of(
                parts,
                "",
                head.value("x-amz-date").orElse(""),
                Optional.empty(),
                head.value("x-amz-security-token"));
    }

    private static SignatureClaim ofLink(Target target) throws Refused {
        if (!target.value("X-Amz-Algorithm").filter(KIND::equals).isPresent()) throw unreadable();
        return of(
                target.query(),
                "X-Amz-",
                target.value("X-Amz-Date").orElse(""),
                Optional.of(life(target.value("X-Amz-Expires").orElse(""))),
                target.value("X-Amz-Security-Token"));
    }

    private static Duration life(String seconds) throws Refused {
        if (!seconds.matches("[0-9]{1,6}") || Long.parseLong(seconds) > LONGEST_LIFE)
            throw new Refused(Reason.MALFORMED, "a link lives 0 to 604800 seconds");
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static SignatureClaim of(
            Map<String, String> parts,
            String prefix,
            String at,
            Optional<Duration> life,
            Optional<String> token)
            throws Refused {
        var credential = parts.getOrDefault(prefix + "Credential", "").split("/", 2);
        var signature = parts.getOrDefault(prefix + "Signature", "");
        var headers = List.of(parts.getOrDefault(prefix + "SignedHeaders", "").split(";"));
        if (credential.length != 2 || signature.isEmpty()) throw unreadable();
        var scope = Scope.parse(credential[1]);
        if (!at.startsWith(scope.day() + "T")) throw unreadable();
        return new SignatureClaim(credential[0], scope, headers, signature, at, life, token);
    }

    Instant time() throws Refused {
        try {
            return TIME.parse(at, Instant::from);
        } catch (DateTimeException _) {
            throw unreadable();
        }
    }

    private static Refused unreadable() {
        return new Refused(Reason.MALFORMED, "the signature cannot be read; sign with " + KIND);
    }
}
