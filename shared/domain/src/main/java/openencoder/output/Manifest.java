package openencoder.output;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Every file that an attempt made.
 *
 * @param jobGuid the job
 * @param files the main one first
 */
public record Manifest(String jobGuid, int attempt, List<Entry> files) {
    /**
     * @param path below the folder of the attempt, where the file waits until it is published
     */
    public record Entry(String path, Output output) {}

    public Manifest {
        files = List.copyOf(files);
    }

    /** Of a row that keeps every file: each waits under its published name. */
    public static Manifest of(String jobGuid, int attempt, Made.Inline made) {
        var files =
                made.outputs().stream().map(output -> new Entry(output.key().fileName(), output));
        return new Manifest(jobGuid, attempt, files.toList());
    }

    public List<Output> outputs() {
        return files.stream().map(Entry::output).toList();
    }

    /**
     * @param sha256 of this manifest as it is kept
     */
    public Made summary(String sha256) {
        var bytes = files.stream().mapToLong(file -> file.output().size()).sum();
        return new Made.Listed(files.size(), bytes, files.getFirst().output(), sha256);
    }

    /** What is published side by side, turn by turn: no file before the files that it names. */
    public List<List<Entry>> turns() {
        return IntStream.rangeClosed(0, OutputKind.MAIN.turn())
                .mapToObj(
                        turn ->
                                files.stream()
                                        .filter(file -> file.output().kind().turn() == turn)
                                        .toList())
                .toList();
    }
}
