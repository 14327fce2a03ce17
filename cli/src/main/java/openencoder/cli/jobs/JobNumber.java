package openencoder.cli.jobs;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A job's number on the command line. */
final class JobNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        if (text.matches("[1-9]\\d{0,17}")) return Long.parseLong(text);
        throw new TypeConversionException(
                "'%s' is no job's number; openencoder jobs lists them".formatted(text));
    }
}
