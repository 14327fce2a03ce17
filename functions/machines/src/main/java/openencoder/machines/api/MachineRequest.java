package openencoder.machines.api;

import openencoder.web.http.BodyFields;

/** What a user asks for. */
record MachineRequest(String provider, String region, String size, long count) {
    static MachineRequest of(BodyFields fields) {
        return new MachineRequest(
                fields.text("provider"),
                fields.text("region"),
                fields.text("size"),
                fields.optionalWhole("count").orElse(1L));
    }
}
