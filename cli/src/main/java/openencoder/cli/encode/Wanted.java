package openencoder.cli.encode;

import java.nio.file.Path;

/**
 * One film with one preset.
 *
 * @param target where what is made goes: a file, or a folder for what comes in many files
 * @param label what it is called while it is made
 */
record Wanted(FilmFile film, String preset, Path target, boolean isFolder, String label) {

    /** The same of another film. */
    Wanted of(FilmFile other) {
        return new Wanted(other, preset, target, isFolder, label);
    }
}
