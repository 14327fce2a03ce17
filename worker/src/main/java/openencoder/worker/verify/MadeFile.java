package openencoder.worker.verify;

import openencoder.worker.source.Probe;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that an encode made and that was found to be sound.
 *
 * @param contentType such as {@code video/mp4}
 * @param probe empty for what is no film by itself
 */
public record MadeFile(Path path, String contentType, Optional<Probe> probe) {}
