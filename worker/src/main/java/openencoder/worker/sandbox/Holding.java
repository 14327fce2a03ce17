package openencoder.worker.sandbox;

/**
 * What a trial showed to be out of a child's reach.
 *
 * @param files those that any user of the machine may read
 * @param privateFiles those that only the worker's user may read
 * @param writing anything outside its own folder
 * @param network a port on this machine
 * @param environment the worker's, where its keys may be
 */
record Holding(
        boolean files,
        boolean privateFiles,
        boolean writing,
        boolean network,
        boolean environment) {
    static final Holding NOTHING = new Holding(false, false, false, false, false);

    boolean isWhole() {
        return files && privateFiles && writing && network && environment;
    }

    int count() {
        var count = 0;
        for (var holds : new boolean[] {files, privateFiles, writing, network, environment})
            if (holds) count++;
        return count;
    }
}
