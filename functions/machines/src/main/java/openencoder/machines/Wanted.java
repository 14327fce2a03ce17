package openencoder.machines;

import openencoder.web.http.BodyFields;

/** What a user asks for. */
record Wanted(String provider, String region, String size, long count) {
    static Wanted of(BodyFields fields) {
        return new Wanted(
                fields.text("provider"),
                fields.text("region"),
                fields.text("size"),
                fields.optionalWhole("count").orElse(1L));
    }
}
