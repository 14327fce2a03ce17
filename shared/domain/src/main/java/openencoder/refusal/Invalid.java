package openencoder.refusal;

import java.util.List;

/** Readable, but meaningless: every bad field is listed, not only the first. */
public final class Invalid extends Refusal {
    /**
     * @param field where, as a path in the request such as {@code data.video.crf}
     * @param message what is wrong and what would be right
     */
    public record Field(String field, String message) {}

    private final List<Field> fields;

    public Invalid(String code, List<Field> fields) {
        super(code, summary(fields));
        this.fields = List.copyOf(fields);
    }

    public Invalid(String code, String field, String message) {
        this(code, List.of(new Field(field, message)));
    }

    public List<Field> fields() {
        return fields;
    }

    private static String summary(List<Field> fields) {
        var first = fields.getFirst();
        var rest = fields.size() - 1;
        return first.field()
                + ": "
                + first.message()
                + (rest == 0 ? "" : " (and %d more)".formatted(rest));
    }
}
