package openencoder.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The bad fields of a request, collected so that one refusal names them all. */
public final class FieldErrors {
    private final String code;
    private final boolean keepsSingle;
    private final List<Invalid.Field> fields = new ArrayList<>();
    private final List<Invalid> collected = new ArrayList<>();

    private FieldErrors(String code, boolean keepsSingle) {
        this.code = code;
        this.keepsSingle = keepsSingle;
    }

    /**
     * @param code of the refusal
     */
    public FieldErrors(String code) {
        this(code, false);
    }

    /**
     * A refusal that is the only one collected is thrown as it is, with its own code.
     *
     * @param code of the refusal if several fields are bad
     */
    public static FieldErrors keepingSingle(String code) {
        return new FieldErrors(code, true);
    }

    public void add(String field, String message) {
        fields.add(new Invalid.Field(field, message));
    }

    /** Adds the field unless {@code valid}. */
    public void require(boolean valid, String field, String message) {
        if (!valid) add(field, message);
    }

    /** The outcome of {@code read}; empty, and its bad fields added, if it is refused. */
    public <T> Optional<T> collect(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (Invalid refused) {
            collected.add(refused);
            fields.addAll(refused.fields());
            return Optional.empty();
        }
    }

    /**
     * @throws Invalid naming every field so far, in the order in which they were found
     */
    public void refuseIfAny() {
        if (fields.isEmpty()) return;
        var isSingle =
                collected.size() == 1 && collected.getFirst().fields().size() == fields.size();
        throw keepsSingle && isSingle ? collected.getFirst() : new Invalid(code, fields);
    }
}
