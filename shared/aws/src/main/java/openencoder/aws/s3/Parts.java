package openencoder.aws.s3;

import java.util.ArrayList;
import java.util.List;

/** Cuts an object into parts of equal size but the last. */
record Parts(long size, long partSize) {
    // docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    private static final int MOST = 10_000;
    private static final long MEBI = 1L << 20;

    /**
     * @param number from 1
     * @param first byte
     * @param last byte, itself included
     */
    record Part(int number, long first, long last) {
        long size() {
            return last - first + 1;
        }

        /** As HTTP's {@code Range} spells it. */
        String range() {
            return "bytes=%d-%d".formatted(first, last);
        }
    }

    /**
     * @param preferred part size, raised in whole MiB where 10,000 parts would not do
     */
    static Parts of(long size, long preferred) {
        var least = (size + MOST - 1) / MOST;
        var whole = (least + MEBI - 1) / MEBI * MEBI;
        return new Parts(size, Math.max(preferred, whole));
    }

    List<Part> list() {
        var parts = new ArrayList<Part>();
        for (var first = 0L; first < size; first += partSize)
            parts.add(new Part(parts.size() + 1, first, Math.min(size, first + partSize) - 1));
        return parts;
    }
}
