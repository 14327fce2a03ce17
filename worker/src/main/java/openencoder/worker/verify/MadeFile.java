package openencoder.worker.verify;

import openencoder.worker.source.Probe;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that an encode made and that was found to be sound.
 *
 * @param path below the folder of outputs
 * @param probe empty for what is no film by itself
 */
public record MadeFile(Path file, String path, Optional<Probe> probe) {}
