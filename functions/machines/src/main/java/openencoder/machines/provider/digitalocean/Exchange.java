package openencoder.machines.provider.digitalocean;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;

import org.apache.http.HttpClientConnection;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponse;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;
import org.apache.http.util.EntityUtils;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One request of the library and its answer, as they are on the wire: adds to the one what the
 * library cannot say, and keeps of the other what it drops.
 */
final class Exchange extends HttpRequestExecutor
        implements HttpRequestInterceptor, HttpResponseInterceptor {
    /** What the library is given for an id, being an int there; the true one takes its place. */
    static final Integer STAND_IN = 0;

    private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

    private final Optional<Long> id;
    private final JsonObject fields;
    private final Map<String, String> headers = new HashMap<>();
    private boolean sent;
    private int status;
    private Optional<JsonObject> body = Optional.empty();

    private Exchange(Optional<Long> id, JsonObject fields) {
        this.id = id;
        this.fields = fields;
    }

    /** For a request that names no droplet. */
    static Exchange plain() {
        return new Exchange(Optional.empty(), new JsonObject());
    }

    /** For a request whose path has {@link #STAND_IN} for the droplet's id. */
    static Exchange about(long droplet) {
        return new Exchange(Optional.of(droplet), new JsonObject());
    }

    /** For a request whose body has these fields, too. */
    static Exchange with(JsonObject fields) {
        return new Exchange(Optional.empty(), fields);
    }

    @Override
    public void process(HttpRequest request, HttpContext context) throws IOException {
        request.setHeader("Accept", "application/json");
        var wrapper = (HttpRequestWrapper) request;
        id.ifPresent(value -> wrapper.setURI(withId(wrapper.getURI(), value)));
        if (request instanceof HttpEntityEnclosingRequest enclosing) {
            var written = read(EntityUtils.toString(enclosing.getEntity()));
            fields.asMap().forEach(written::add);
            // The library's own entity is in ISO 8859-1.
            enclosing.setEntity(new StringEntity(written.toString(), ContentType.APPLICATION_JSON));
        }
    }

    private static URI withId(URI uri, long id) {
        var standIn = "/v2/droplets/" + STAND_IN;
        if (!uri.getRawPath().equals(standIn)) throw new IllegalStateException("no id in " + uri);
        var query = Optional.ofNullable(uri.getRawQuery()).map(text -> "?" + text).orElse("");
        return URI.create("/v2/droplets/" + id + query);
    }

    @Override
    protected HttpResponse doSendRequest(
            HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        sent = true;
        return super.doSendRequest(request, connection, context);
    }

    /**
     * @throws IOException for all but a success whose body, if any, is a JSON object
     */
    @Override
    public void process(HttpResponse response, HttpContext context) throws IOException {
        for (var header : response.getAllHeaders())
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        var text = response.getEntity() == null ? "" : text(response);
        status = response.getStatusLine().getStatusCode();
        if (!text.isEmpty()) body = parsed(text);
        if (status == 204) return;
        if (status / 100 != 2 || body.isEmpty()) throw new IOException("answered " + status);
        // The library cuts and glues the body's text to put these inside.
        response.removeHeaders("RateLimit-Limit");
        // What it made of more than this would be wrong at times: see Resources.
        var known = emptied(body.get()).toString();
        response.setEntity(new StringEntity(known, ContentType.APPLICATION_JSON));
    }

    /** The same fields with nothing in them. */
    private static JsonObject emptied(JsonObject answer) {
        var copy = new JsonObject();
        answer.asMap()
                .forEach(
                        (name, value) ->
                                copy.add(
                                        name,
                                        value.isJsonArray() ? new JsonArray() : new JsonObject()));
        return copy;
    }

    private static String text(HttpResponse response) throws IOException {
        return EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
    }

    private static Optional<JsonObject> parsed(String text) {
        try {
            return Optional.of(read(text));
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static JsonObject read(String text) throws IOException {
        return JSON.fromJson(text).getAsJsonObject();
    }

    /** Whether anything of the request may have arrived. */
    boolean sent() {
        return sent;
    }

    /** 0 as long as there is no whole answer. */
    int status() {
        return status;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip);
    }

    /** The answer's, as it was sent. */
    Optional<JsonObject> body() {
        return body;
    }

    /** Of the answer's body. */
    <T> T read(String field, Class<T> type) {
        return Resources.read(body.orElseThrow().get(field), type);
    }

    /** Of the answer's body. */
    <R, T> List<T> list(String field, Class<R> type, Function<R, T> as) {
        return body.orElseThrow().getAsJsonArray(field).asList().stream()
                .map(each -> as.apply(Resources.read(each, type)))
                .toList();
    }
}
