package openencoder.machines.provider.digitalocean;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.Set;

/**
 * What of an answer the library is given: the fields that are asked of it, but for ids. It reads
 * ids as ints and traffic in whole TiB, and gives up on an answer, or makes one number of another,
 * when they are not.
 */
final class Known {
    private static final Set<String> FIELDS =
            Set.of(
                    "droplet",
                    "droplets",
                    "name",
                    "status",
                    "size_slug",
                    "created_at",
                    "tags",
                    "networks",
                    "v4",
                    "ip_address",
                    "type",
                    "region",
                    "regions",
                    "slug",
                    "available",
                    "sizes",
                    "vcpus",
                    "memory",
                    "disk",
                    "price_monthly",
                    "price_hourly",
                    "account",
                    "droplet_limit");

    private Known() {}

    /** A copy with nothing else in it. */
    static JsonElement only(JsonElement json) {
        if (json instanceof JsonObject object) {
            var copy = new JsonObject();
            object.asMap()
                    .forEach(
                            (name, value) -> {
                                if (FIELDS.contains(name)) copy.add(name, only(value));
                            });
            return copy;
        }
        if (json instanceof JsonArray array) {
            var copy = new JsonArray();
            array.forEach(value -> copy.add(only(value)));
            return copy;
        }
        return json;
    }
}
