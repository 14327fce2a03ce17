package openencoder.machines.digitalocean;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.math.BigDecimal;

/** The library keeps ids in ints, and makes of a greater one another or an error. */
final class Ints {
    private Ints() {}

    /** A copy without the whole numbers that are beyond an int. */
    static JsonElement only(JsonElement json) {
        if (json instanceof JsonObject object) {
            var copy = new JsonObject();
            object.asMap()
                    .forEach(
                            (name, value) -> {
                                if (fits(value)) copy.add(name, only(value));
                            });
            return copy;
        }
        if (json instanceof JsonArray array) {
            var copy = new JsonArray();
            array.forEach(
                    value -> {
                        if (fits(value)) copy.add(only(value));
                    });
            return copy;
        }
        return json;
    }

    private static boolean fits(JsonElement json) {
        if (!json.isJsonPrimitive() || !json.getAsJsonPrimitive().isNumber()) return true;
        var number = json.getAsBigDecimal();
        return number.scale() > 0
                || number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }
}
