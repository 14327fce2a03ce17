package openencoder.encoding;

import openencoder.refusal.Invalid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with a preset, gathered so that all of it is said at once. */
final class Complaints {
    static final String CODE = "preset.invalid";

    private final List<Invalid.Field> fields = new ArrayList<>();

    void add(String where, String message) {
        fields.add(new Invalid.Field(where, message));
    }

    /** The outcome of {@code act}, or nothing and a complaint if it was unfit. */
    <T> Optional<T> hear(String where, Supplier<T> act) {
        try {
            return Optional.of(act.get());
        } catch (Unfit unfit) {
            add(where, unfit.getMessage());
            return Optional.empty();
        }
    }

    /**
     * @throws Invalid {@code preset.invalid} with everything heard so far
     */
    void refuseIfAny() {
        if (!fields.isEmpty()) throw new Invalid(CODE, fields);
    }
}
