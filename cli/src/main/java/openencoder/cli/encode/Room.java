package openencoder.cli.encode;

import openencoder.cli.api.WriteFailed;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.jobs.DestinationFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Whether there is room for what will be written, looked at before anything is encoded. */
final class Room {

    private static final int PROBE = 1 << 20;
    private static final long FOR_THE_STACK = 32L << 20;

    private Room() {}

    /**
     * @param folder may be missing still
     * @throws CommandFailed if no file can be written there
     */
    static void requireWritable(String option, Path folder) {
        var there = folder.toAbsolutePath();
        while (!Files.exists(there)) there = there.getParent();
        if (!Files.isDirectory(there))
            throw new CommandFailed("%s: %s is not a folder.".formatted(option, there));
        try {
            var probe = Files.createTempFile(there, ".openencoder-", ".probe");
            try {
                Files.write(probe, new byte[PROBE]);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException failed) {
            var reason = new WriteFailed(folder, failed);
            throw new CommandFailed("%s: %s.".formatted(option, reason.getMessage()), failed);
        }
    }

    /**
     * A stack of its own keeps a film twice while it is encoded: in its storage and with a worker.
     *
     * @param atOnce how many films are on their way at once
     * @throws CommandFailed if the folder's disk cannot take that
     */
    static void requireForFilms(Path folder, List<FilmFile> films, int atOnce) {
        requireWritable("The data folder", folder);
        try {
            var sizes =
                    films.stream().map(Room::size).sorted(Comparator.reverseOrder()).limit(atOnce);
            long needed = 2 * sizes.mapToLong(Long::longValue).sum() + FOR_THE_STACK;
            var there = folder.toAbsolutePath();
            while (!Files.exists(there)) there = there.getParent();
            long free = Files.getFileStore(there).getUsableSpace();
            if (free < needed)
                throw new CommandFailed(
                        "%s has room for %s; encoding here takes at least %s, two copies of each"
                                        .formatted(
                                                there,
                                                DestinationFile.size(free),
                                                DestinationFile.size(needed))
                                + " film that is on its way. Start openencoder from a folder on a"
                                + " larger disk.");
        } catch (IOException failed) {
            throw new CommandFailed("%s cannot be looked at: %s".formatted(folder, failed), failed);
        }
    }

    private static long size(FilmFile film) {
        try {
            return Files.exists(film.file()) ? Files.size(film.file()) : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
