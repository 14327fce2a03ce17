package openencoder.preset;

import java.time.Instant;

/**
 * How to encode, under a name.
 *
 * @param data the settings as JSON text; the encoding module reads them
 * @param output the file name under a destination that is a prefix
 * @param active an inactive preset takes no new jobs
 * @param revision raised by each stored change; what a conditional write checks
 */
public record Preset(
        PresetId id,
        String name,
        String description,
        String data,
        String output,
        boolean active,
        Instant createdAt,
        long revision) {

    public Preset with(NewPreset change) {
        return new Preset(
                id,
                change.name(),
                change.description(),
                change.data(),
                change.output(),
                change.active(),
                createdAt,
                revision);
    }

    Preset withData(String newData) {
        return new Preset(id, name, description, newData, output, active, createdAt, revision);
    }

    public Preset withRevision(long newRevision) {
        return new Preset(id, name, description, data, output, active, createdAt, newRevision);
    }

    public PresetSnapshot snapshot() {
        return new PresetSnapshot(id, name, data, output);
    }
}
