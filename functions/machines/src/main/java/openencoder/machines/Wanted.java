package openencoder.machines;

import openencoder.web.Fields;

/** What a user asks for. */
record Wanted(String provider, String region, String size, long count) {
    static Wanted of(Fields fields) {
        return new Wanted(
                fields.text("provider"),
                fields.text("region"),
                fields.text("size"),
                fields.optionalWhole("count").orElse(1L));
    }
}
