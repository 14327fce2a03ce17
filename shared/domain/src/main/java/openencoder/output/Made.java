package openencoder.output;

import java.util.List;

/** What a committed attempt made, as far as the job's row tells it. */
public sealed interface Made {
    /** How many files. */
    long count();

    /** The size of all files together. */
    long bytes();

    Output main();

    /**
     * The row keeps the main file, the manifest the rest.
     *
     * @param manifestSha256 of the manifest's bytes, 64 lower-case hexadecimal digits
     */
    record Listed(long count, long bytes, Output main, String manifestSha256) implements Made {}

    /**
     * The row keeps every file, as rows did before there were manifests.
     *
     * @param outputs the main one first
     */
    record Inline(List<Output> outputs) implements Made {
        public Inline {
            outputs = List.copyOf(outputs);
        }

        @Override
        public long count() {
            return outputs.size();
        }

        @Override
        public long bytes() {
            return outputs.stream().mapToLong(Output::size).sum();
        }

        @Override
        public Output main() {
            return outputs.getFirst();
        }
    }
}
