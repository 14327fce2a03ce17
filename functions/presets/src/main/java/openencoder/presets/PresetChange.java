package openencoder.presets;

import openencoder.web.http.BodyFields;

import java.util.Optional;

/**
 * What is sent to make or change a preset; when it is changed, what is left out stays.
 *
 * @param data the settings as JSON text
 * @param output the file name under a destination that is a prefix; derived when left out
 */
record PresetChange(
        Optional<String> name,
        Optional<String> description,
        Optional<String> data,
        Optional<String> output,
        Optional<Boolean> active) {
    static PresetChange of(BodyFields fields) {
        fields.readOnly("id", "created_date", "status");
        return new PresetChange(
                fields.optionalText("name"),
                fields.optionalText("description"),
                fields.optionalJson("data"),
                fields.optionalText("output"),
                fields.optionalFlag("active"));
    }
}
