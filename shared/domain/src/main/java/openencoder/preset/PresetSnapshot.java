package openencoder.preset;

/** What a job keeps of its preset, so that a later change of the preset does not change the job. */
public record PresetSnapshot(PresetId id, String name, String data, String output) {}
