package openencoder.local.stack;

import java.util.List;
import java.util.stream.Stream;

/** All processes that the stack started, workers and droplets alike, kept on file. */
final class Children {

    private final RunningProcesses file;
    private List<ProcessHandle> workers = List.of();
    private List<ProcessHandle> droplets = List.of();

    Children(RunningProcesses file) {
        this.file = file;
    }

    synchronized void workersAre(List<ProcessHandle> current) {
        workers = current;
        record();
    }

    synchronized void dropletsAre(List<ProcessHandle> current) {
        droplets = current;
        record();
    }

    private void record() {
        file.record(Stream.of(workers, droplets).flatMap(List::stream).toList());
    }
}
