package openencoder.web.http;

import static java.util.stream.Collectors.toCollection;

import openencoder.page.PageRequest;
import openencoder.refusal.Malformed;
import openencoder.refusal.NotFound;

import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.util.UriComponentsBuilder;

import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a request says in its path, query and headers, read into types. */
public final class Parameters {
    private static final int MAX_ID_DIGITS = 18;
    private static final MultiValueMap<String, String> NONE =
            CollectionUtils.unmodifiableMultiValueMap(new LinkedMultiValueMap<>());
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,1000}");

    /** The attribute of a route that takes parameters after the question mark: their names. */
    public static final String QUERY = "query";

    private Parameters() {}

    /**
     * The number that the path has for {@code {id}}.
     *
     * @param thing what it is the number of, for the refusal
     * @throws NotFound if it is none, for then nothing can have it
     */
    public static long id(ServerRequest request, String thing) {
        var text = request.pathVariable("id");
        var isNumber =
                text.length() <= MAX_ID_DIGITS
                        && text.chars().allMatch(c -> c >= '0' && c <= '9')
                        && !text.startsWith("0");
        if (!isNumber) throw new NotFound(thing, text);
        return Long.parseLong(text);
    }

    /** A value after the question mark, the first of several; empty if not given or empty. */
    public static Optional<String> query(ServerRequest request, String name) {
        return given(request, name).filter(value -> !value.isEmpty());
    }

    /** Whether {@code ?name}, {@code ?name=true} or {@code ?name=1} is given. */
    public static boolean flag(ServerRequest request, String name) {
        return switch (given(request, name).orElse("false")) {
            case "", "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new Malformed("request.query", name + " must be true or false.");
        };
    }

    /** From {@code ?page} and {@code ?count}. */
    public static PageRequest page(ServerRequest request) {
        return new PageRequest(
                number(request, "page", PageRequest.FIRST.page()),
                number(request, "count", PageRequest.FIRST.count()));
    }

    private static int number(ServerRequest request, String name, int otherwise) {
        var text = given(request, name);
        if (text.isEmpty()) return otherwise;
        if (!WHOLE.matcher(text.get()).matches())
            throw new Malformed("request.query", name + " must be a whole number.");
        // more than an int holds is refused or beyond the last page, as the nearest int is
        return new BigInteger(text.get())
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .max(BigInteger.valueOf(Integer.MIN_VALUE))
                .intValue();
    }

    /** The names of all that are given. */
    static Set<String> names(ServerRequest request) {
        return all(request).keySet().stream()
                .map(Parameters::decode)
                .collect(toCollection(TreeSet::new));
    }

    /**
     * A value after the question mark, the first of several; empty only if it is not given. The
     * container does not read it, as it knows no parameter without a value.
     */
    public static Optional<String> given(ServerRequest request, String name) {
        var all = all(request);
        if (!all.containsKey(name)) return Optional.empty();
        return Optional.of(decode(Optional.ofNullable(all.getFirst(name)).orElse("")));
    }

    private static MultiValueMap<String, String> all(ServerRequest request) {
        var query = Optional.ofNullable(request.servletRequest().getQueryString()).orElse("");
        if (query.isEmpty()) return NONE;
        return UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new Malformed(
                    "request.query", "The query has a percent sign that codes nothing.");
        }
    }

    /** A header as it was sent; the container splits every header at its commas. */
    public static Optional<String> header(ServerRequest request, String name) {
        var values = request.headers().header(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }
}
