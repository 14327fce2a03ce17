package openencoder.cli.encode;

import java.nio.file.Path;

/**
 * A film to encode.
 *
 * @param name what its outputs are named after: its path below the folder that was given, without
 *     its extension
 */
record FilmFile(Path file, Path name) {

    /** One that was given by itself. */
    static FilmFile of(Path file) {
        return below(file.getFileName(), file);
    }

    /**
     * @param path its path below the folder that was given
     */
    static FilmFile below(Path path, Path file) {
        var name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return new FilmFile(file, path.resolveSibling(dot > 0 ? name.substring(0, dot) : name));
    }
}
