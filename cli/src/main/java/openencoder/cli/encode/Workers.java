package openencoder.cli.encode;

/** How many workers a stack of its own gets. */
final class Workers {

    private static final int MOST = 4;
    private static final int PROCESSORS_EACH = 4;

    private Workers() {}

    /**
     * FFmpeg keeps several processors busy by itself; a second worker fills the gaps between two
     * short films.
     *
     * @param jobs how many there are to do
     */
    static int atOnce(int jobs) {
        int processors = Runtime.getRuntime().availableProcessors();
        int carried = processors == 1 ? 1 : Math.max(2, processors / PROCESSORS_EACH);
        return Math.min(jobs, Math.min(MOST, carried));
    }
}
