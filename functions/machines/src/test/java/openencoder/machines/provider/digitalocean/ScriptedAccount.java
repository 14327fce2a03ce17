package openencoder.machines.provider.digitalocean;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An account's droplets and what is on offer, as JSON of the API's description. */
final class ScriptedAccount {
    static final int USER_DATA_LIMIT = 64 * 1024;

    private final NavigableMap<Long, JsonObject> droplets = new TreeMap<>();
    private long lastId = 3_000_000_000L;

    static JsonObject fixture(String name) {
        try (var json = ScriptedAccount.class.getResourceAsStream(name + ".json")) {
            return JsonParser.parseReader(new InputStreamReader(json, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void boot() {
        for (var droplet : droplets.values()) {
            droplet.addProperty("status", "active");
            droplet.add("networks", fixture("networks"));
        }
    }

    /** As the next answers show it. */
    synchronized JsonObject only() {
        return droplets.firstEntry().getValue();
    }

    synchronized Reply create(JsonObject asked) {
        var region = named("regions", asked.get("region").getAsString());
        var size = named("sizes", asked.get("size").getAsString());
        var name = asked.get("name").getAsString();
        if (region.isEmpty())
            return refused("You specified an invalid region for Droplet creation.");
        if (size.isEmpty()) return refused("You specified an invalid size for Droplet creation.");
        if (!name.matches("[a-zA-Z0-9]?[a-z0-9A-Z.\\-]*[a-z0-9A-Z]"))
            return refused("Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)");
        if (asked.get("user_data").getAsString().getBytes(StandardCharsets.UTF_8).length
                > USER_DATA_LIMIT) return refused("user_data is too long.");
        var droplet = fixture("droplet");
        droplet.addProperty("id", ++lastId);
        droplet.addProperty("name", name);
        droplet.add("tags", asked.get("tags"));
        droplet.add("size", size.get());
        droplet.addProperty("size_slug", asked.get("size").getAsString());
        droplet.add("region", region.get());
        droplets.put(lastId, droplet);
        var body = new JsonObject();
        body.add("droplet", droplet);
        body.add("links", created());
        return Reply.of(202, body.toString());
    }

    private JsonObject created() {
        return JsonParser.parseString(
                        """
                        {"actions": [{"id": 7515000000, "rel": "create",
                         "href": "https://api.digitalocean.com/v2/actions/7515000000"}]}
                        """)
                .getAsJsonObject();
    }

    private static Reply refused(String message) {
        return Reply.error(422, "unprocessable_entity", message);
    }

    private static Optional<JsonObject> named(String kind, String slug) {
        return all(kind)
                .map(JsonElement::getAsJsonObject)
                .filter(each -> each.get("slug").getAsString().equals(slug))
                .findAny();
    }

    synchronized Reply find(long id) {
        if (!droplets.containsKey(id)) return notFound();
        var body = new JsonObject();
        body.add("droplet", droplets.get(id));
        return Reply.of(200, body.toString());
    }

    synchronized Reply delete(long id) {
        return droplets.remove(id) == null ? notFound() : Reply.of(204, "");
    }

    static Reply notFound() {
        return Reply.error(404, "not_found", "The resource you requested could not be found.");
    }

    /**
     * @param query {@code page}, {@code per_page}, and for droplets {@code tag_name}
     */
    synchronized Reply list(String kind, String url, Map<String, String> query) {
        var all = kind.equals("droplets") ? tagged(query.get("tag_name")) : all(kind);
        var found = all.toList();
        var page = Integer.parseInt(query.getOrDefault("page", "1"));
        var perPage = Integer.parseInt(query.getOrDefault("per_page", "20"));
        if (page < 1 || perPage < 1 || perPage > 200) return refused("Invalid page.");
        var items = new JsonArray();
        found.stream().skip((page - 1L) * perPage).limit(perPage).forEach(items::add);
        var pages = new JsonObject();
        if (found.size() > (long) page * perPage)
            pages.addProperty("next", url + "?page=" + (page + 1) + "&per_page=" + perPage);
        if (page > 1) pages.addProperty("prev", url + "?page=" + (page - 1));
        var links = new JsonObject();
        if (!pages.isEmpty()) links.add("pages", pages);
        var meta = new JsonObject();
        meta.addProperty("total", found.size());
        var body = new JsonObject();
        body.add(kind, items);
        body.add("links", links);
        body.add("meta", meta);
        return Reply.of(200, body.toString());
    }

    private Stream<JsonElement> tagged(String tag) {
        return droplets.values().stream()
                .filter(each -> each.getAsJsonArray("tags").toString().contains('"' + tag + '"'))
                .map(JsonElement.class::cast);
    }

    private static Stream<JsonElement> all(String kind) {
        return fixture(kind).getAsJsonArray(kind).asList().stream();
    }
}
