package openencoder.cli.encode;

import openencoder.cli.command.CommandFailed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The films among files and folders: every file that is named, and in folders what is a film.
 * Hidden files and folders are passed over, and so is the folder that outputs go to.
 */
final class FilmSearch {

    private static final int NAMES_SHOWN = 3;

    private final Path out;
    private final Map<Path, FilmFile> films = new LinkedHashMap<>();
    private final List<Path> leftOut = new ArrayList<>();

    /**
     * @param out where outputs go
     */
    FilmSearch(Path out) {
        this.out = out.toAbsolutePath().normalize();
    }

    void add(Path given) {
        if (Files.isDirectory(given)) walk(given);
        else films.putIfAbsent(real(given), FilmFile.of(given));
    }

    /** Each once, in the order of the arguments, in folders by name. */
    List<FilmFile> films() {
        return List.copyOf(films.values());
    }

    /** What lay in folders and is no film, in one line; empty if there is nothing. */
    String leftOut() {
        if (leftOut.isEmpty()) return "";
        var names = leftOut.stream().limit(NAMES_SHOWN).map(Path::toString).toList();
        int more = leftOut.size() - names.size();
        return "Left out, no film: %s%s"
                .formatted(
                        String.join(", ", names), more > 0 ? " and %d more".formatted(more) : "");
    }

    private void walk(Path folder) {
        try {
            var found = new ArrayList<Path>();
            Files.walkFileTree(folder, new Walk(folder, found));
            found.sort(null);
            for (var file : found) {
                if (FilmFiles.isFilm(file))
                    films.putIfAbsent(real(file), FilmFile.below(folder.relativize(file), file));
                else leftOut.add(file);
            }
        } catch (IOException failed) {
            throw new CommandFailed("%s cannot be read: %s".formatted(folder, failed), failed);
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path top;
        private final List<Path> found;

        Walk(Path top, List<Path> found) {
            this.top = top;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean passed =
                    !folder.equals(top)
                            && (isHidden(folder)
                                    || folder.toAbsolutePath().normalize().equals(out));
            return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Files.isRegularFile(file) && !isHidden(file)) found.add(file);
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }
    }
}
