package openencoder.encoding.grammar;

/** What an option, a parameter or a filter's argument was given, once it is read. */
public interface Value {
    /** As FFmpeg gets it. */
    String text();

    /** One whose text is all that matters. */
    record Text(String text) implements Value {}

    /** A number in a range that a table gives. */
    record Decimal(String text, double number) implements Value {}
}
