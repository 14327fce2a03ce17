package openencoder.cloud.iam.signature;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.Refused.Reason;

import software.amazon.awssdk.utils.http.SdkHttpUtils;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a request is for.
 *
 * @param rawPath as sent, from its first slash
 * @param query decoded; a name that stands alone has an empty value
 */
public record Target(String rawPath, Map<String, String> query) {

    /**
     * @throws Refused if it is no path, or a name in its query stands twice
     */
    public static Target of(Head head) throws Refused {
        var parts = head.target().split("\\?", 2);
        if (!parts[0].startsWith("/"))
            throw new Refused(Reason.MALFORMED, "the request is for no path");
        var query = new TreeMap<String, String>();
        for (var pair : (parts.length == 1 ? "" : parts[1]).split("&")) {
            if (pair.isEmpty()) continue;
            var sides = pair.split("=", 2);
            var name = decode(sides[0]);
            var value = sides.length == 1 ? "" : decode(sides[1]);
            if (name.isEmpty())
                throw new Refused(Reason.MALFORMED, "the query has a value without a name");
            if (query.put(name, value) != null)
                throw new Refused(
                        Reason.MALFORMED, "the query says twice " + SdkHttpUtils.urlEncode(name));
        }
        return new Target(parts[0], query);
    }

    public String path() throws Refused {
        return decode(rawPath);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** With those names of the query only. */
    Target only(Predicate<String> names) {
        return new Target(
                rawPath,
                query.entrySet().stream()
                        .filter(pair -> names.test(pair.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    String canonicalQuery() {
        return query.entrySet().stream()
                .map(
                        pair ->
                                SdkHttpUtils.urlEncode(pair.getKey())
                                        + "="
                                        + SdkHttpUtils.urlEncode(pair.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return query.isEmpty() ? rawPath : rawPath + "?" + canonicalQuery();
    }

    /** With UTF-8; a plus is a plus. */
    private static String decode(String text) throws Refused {
        try {
            if (!text.matches("[!-~]*")) throw new IllegalArgumentException(text);
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw new Refused(
                    Reason.MALFORMED,
                    "an address is not percent-encoded: " + SdkHttpUtils.urlEncode(text));
        }
    }
}
