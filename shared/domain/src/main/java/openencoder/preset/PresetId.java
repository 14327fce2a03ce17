package openencoder.preset;

/** A preset's number, from 1 in order of creation. */
public record PresetId(long value) {
    public PresetId {
        if (value < 1) throw new IllegalArgumentException("a preset id is 1 or more: " + value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
