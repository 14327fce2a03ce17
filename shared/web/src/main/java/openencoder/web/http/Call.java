package openencoder.web.http;

import com.amazonaws.serverless.proxy.RequestReader;
import com.amazonaws.serverless.proxy.model.HttpApiV2HttpContext;
import com.amazonaws.serverless.proxy.model.HttpApiV2ProxyRequestContext;

import jakarta.servlet.http.HttpServletRequest;

import openencoder.page.PageRequest;
import openencoder.refusal.Malformed;
import openencoder.refusal.NotFound;
import openencoder.refusal.TooLarge;
import openencoder.refusal.UnsupportedType;
import openencoder.web.auth.Authenticator;
import openencoder.web.auth.Principal;

import org.springframework.http.MediaType;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One request, in the words of a handler. */
public final class Call {
    /** The largest body we read, in bytes. */
    public static final int MAX_BODY = 256 * 1024;

    private static final int MAX_ID_DIGITS = 18;

    private final HttpServletRequest request;
    private final Map<String, String> variables;
    private final Optional<Principal> principal;
    private final Query query;

    public Call(
            HttpServletRequest request,
            Map<String, String> variables,
            Optional<Principal> principal) {
        this.request = request;
        this.variables = variables;
        this.principal = principal;
        query = Query.parse(request.getQueryString());
    }

    /** Who calls; only on a route that asks for a role. */
    public Principal principal() {
        return principal.orElseThrow();
    }

    /**
     * The number in the path.
     *
     * @param thing what it is the number of, for the refusal
     * @throws NotFound if it is none, for then nothing can have it
     */
    public long id(String thing) {
        var text = variables.get("id");
        var isNumber =
                text.length() <= MAX_ID_DIGITS
                        && text.chars().allMatch(c -> c >= '0' && c <= '9')
                        && !text.startsWith("0");
        if (!isNumber) throw new NotFound(thing, text);
        return Long.parseLong(text);
    }

    /** A value after the question mark; empty if it is not given or empty. */
    public Optional<String> query(String name) {
        return query.text(name);
    }

    /** Whether {@code ?name}, {@code ?name=true} or {@code ?name=1} is given. */
    public boolean flag(String name) {
        return query.flag(name);
    }

    /** From {@code ?page} and {@code ?count}. */
    public PageRequest page() {
        return new PageRequest(
                query.number("page", PageRequest.FIRST.page()),
                query.number("count", PageRequest.FIRST.count()));
    }

    /**
     * Where the caller is, as the gateway saw it; what a caller says in a header does not count. Of
     * an IPv6 address the network, for every host has billions of them.
     */
    public String sourceAddress() {
        return gateway()
                .map(HttpApiV2ProxyRequestContext::getHttp)
                .map(HttpApiV2HttpContext::getSourceIp)
                .map(SourceAddress::of)
                .orElse(SourceAddress.UNKNOWN);
    }

    /** Our own address, as the caller reached us: {@code https://host}, without a path. */
    public URI ownAddress() {
        var host =
                gateway()
                        .map(HttpApiV2ProxyRequestContext::getDomainName)
                        .orElseThrow(
                                () -> new IllegalStateException("The event has no domainName."));
        var scheme = header("X-Forwarded-Proto").filter("http"::equals).orElse("https");
        return URI.create(scheme + "://" + host);
    }

    private Optional<HttpApiV2ProxyRequestContext> gateway() {
        return request.getAttribute(RequestReader.HTTP_API_CONTEXT_PROPERTY)
                        instanceof HttpApiV2ProxyRequestContext context
                ? Optional.of(context)
                : Optional.empty();
    }

    /** What follows {@code Bearer} in the header Authorization. */
    public Optional<String> bearer() {
        return header("Authorization").flatMap(Authenticator::bearer);
    }

    public Optional<String> header(String name) {
        // the container splits every header at its commas
        var values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    /**
     * The JSON object in the body.
     *
     * @param shape takes the fields it knows; any other is refused
     */
    public <T> T body(Function<BodyFields, T> shape) {
        refuseOtherTypes();
        return BodyFields.read(parse(bytes()), shape);
    }

    private void refuseOtherTypes() {
        var type = request.getHeader("Content-Type");
        if (type == null || type.isBlank()) return;
        try {
            var media = MediaType.parseMediaType(type);
            var isJson =
                    media.getType().equals("application")
                            && !media.isWildcardSubtype()
                            && (media.getSubtype().equals("json")
                                    || media.getSubtype().endsWith("+json"));
            var charset = media.getCharset();
            if (isJson && (charset == null || charset.equals(StandardCharsets.UTF_8))) return;
        } catch (IllegalArgumentException _) {
            // refused below, like any other type that is not JSON
        }
        throw new UnsupportedType(
                "request.unsupported_type", "Send the body as application/json in UTF-8.");
    }

    private byte[] bytes() {
        try (var body = request.getInputStream()) {
            var bytes = body.readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY)
                throw new TooLarge(
                        "request.too_large", "The body is larger than 256 KiB; send less.");
            return bytes;
        } catch (IllegalArgumentException _) {
            throw new Malformed("request.malformed", "The body cannot be read.");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes.length == 0)
            throw new Malformed("request.malformed", "The body is empty; send a JSON object.");
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (JacksonException broken) {
            throw new Malformed(
                    "request.malformed",
                    "The body is not JSON that we read: it breaks off, is nested too deeply or"
                            + " names a field twice"
                            + at(broken.getLocation())
                            + ".");
        }
    }

    private static String at(TokenStreamLocation location) {
        return location == null
                ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
