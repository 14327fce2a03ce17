package openencoder.cli.jobs;

import openencoder.cli.api.ApiClient;
import openencoder.cli.api.Patience;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a completed job made. */
public record JobOutputs(List<DestinationFile> files) {

    private static final int PAGE = 100;

    /** A file that was fetched. */
    public record Fetched(Path file, String description) {}

    public static JobOutputs of(ApiClient api, JsonNode job) {
        var destination = destinationKey(job);
        var found = new ArrayList<DestinationFile>();
        for (var page = 1; ; page++) {
            var path =
                    "/api/jobs/%d/outputs?count=%d&page=%d"
                            .formatted(job.path("id").asLong(0), PAGE, page);
            var items = Patience.with(() -> api.get(path)).path("items");
            items.forEach(output -> found.add(DestinationFile.of(output, destination)));
            if (items.size() < PAGE) return new JobOutputs(found);
        }
    }

    /** The key of the job's destination, ending in a slash. */
    static String destinationKey(JsonNode job) {
        var dest = job.path("dest").asString("").replaceFirst("^s3://[^/]*/", "");
        return dest.substring(0, dest.lastIndexOf('/') + 1);
    }

    /** The film's name without its extension, of a job that {@code openencoder encode} made. */
    static Optional<String> filmName(JsonNode job) {
        var parts = destinationKey(job).split("/");
        return parts.length == 3 && parts[0].equals("encode")
                ? Optional.of(parts[2])
                : Optional.empty();
    }

    /**
     * Where each goes.
     *
     * @param target for all of them if it is a folder, or else for the main file; what else there
     *     is goes into a folder of the same name
     */
    public Path place(DestinationFile output, Path target, boolean isFolder) {
        if (isFolder) return output.in(target);
        return output.isMain()
                ? target
                : output.in(target.resolveSibling(withoutExtension(target.getFileName())));
    }

    /**
     * @param progress told the bytes fetched and the bytes there are
     * @return the main file first
     */
    public List<Fetched> fetch(
            ApiClient api, Path target, boolean isFolder, BiConsumer<Long, Long> progress) {
        long size = files.stream().mapToLong(DestinationFile::size).sum();
        long before = 0;
        var fetched = new ArrayList<Fetched>();
        for (var output : files) {
            output.requireThere();
            var file = place(output, target, isFolder);
            long done = before;
            Patience.with(
                    () -> {
                        api.download(
                                output.download(), file, got -> progress.accept(done + got, size));
                        return file;
                    });
            fetched.add(new Fetched(file, output.description()));
            before += output.size();
        }
        return fetched;
    }

    private static String withoutExtension(Path name) {
        return name.toString().replaceFirst("\\.[^.]*$", "");
    }
}
