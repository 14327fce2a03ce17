package openencoder.encoding.recipe;

import openencoder.encoding.grammar.Unsupported;
import openencoder.refusal.Invalid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with a preset, gathered so that all of it is said at once. */
public final class FieldErrors {
    static final String CODE = "preset.invalid";

    private final List<Invalid.Field> fields = new ArrayList<>();

    public void add(String field, String message) {
        fields.add(new Invalid.Field(field, message));
    }

    /** What {@code reading} gives, or nothing and an error if that is not supported. */
    public <T> Optional<T> read(String field, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (Unsupported unsupported) {
            add(field, unsupported.getMessage());
            return Optional.empty();
        }
    }

    /**
     * @throws Invalid {@code preset.invalid} with everything gathered so far
     */
    public void throwIfAny() {
        if (!fields.isEmpty()) throw new Invalid(CODE, fields);
    }
}
