package openencoder.preset;

/**
 * A preset without an id yet.
 *
 * @param name 1 to 100 letters, digits, {@code _ - .} and spaces; unique
 * @param data the settings as JSON text, already checked
 * @param output the file name under a destination that is a prefix, such as {@code web.mp4}
 */
public record NewPreset(
        String name, String description, String data, String output, boolean active) {}
