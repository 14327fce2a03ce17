package openencoder.cloud.digitalocean;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which part of a list a call asks for. */
final class ListPage {

    private static final int USUAL = 20;
    private static final int MOST = 200;

    private final SimulatorRequest request;
    private final URI base;
    private final int number;
    private final int size;

    /**
     * @param base what links begin with
     * @throws SimulatorRefusal if {@code page} or {@code per_page} is out of range
     */
    ListPage(SimulatorRequest request, URI base) {
        this.request = request;
        this.base = base;
        number = number("page", 1, Integer.MAX_VALUE);
        size = number("per_page", USUAL, MOST);
    }

    private int number(String name, int usual, int most) {
        var text = request.parameter(name).orElse(Integer.toString(usual));
        long value = text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
        if (value < 1 || value > most)
            throw SimulatorRefusal.unprocessable("%s has to be 1 to %d.".formatted(name, most));
        return (int) value;
    }

    /** That part of all, with links to the others and the number of all. */
    SimulatorAnswer of(String key, List<?> all) {
        int from = (int) Math.min(all.size(), (number - 1L) * size);
        int to = Math.min(all.size(), from + size);
        var body = new LinkedHashMap<String, Object>();
        body.put(key, all.subList(from, to));
        body.put("links", Map.of("pages", links(Math.ceilDiv(all.size(), size))));
        body.put("meta", Map.of("total", all.size()));
        return SimulatorAnswer.ok(body);
    }

    private Map<String, String> links(int last) {
        var links = new LinkedHashMap<String, String>();
        if (number > 1) {
            links.put("first", link(1));
            links.put("prev", link(number - 1));
        }
        if (number < last) {
            links.put("next", link(number + 1));
            links.put("last", link(last));
        }
        return links;
    }

    private String link(int page) {
        var query = new LinkedHashMap<>(request.query());
        query.put("page", Integer.toString(page));
        var text = new StringBuilder();
        query.forEach(
                (name, value) ->
                        text.append(text.isEmpty() ? "?" : "&")
                                .append(URLEncoder.encode(name, UTF_8))
                                .append('=')
                                .append(URLEncoder.encode(value, UTF_8)));
        return base + request.path() + text;
    }
}
