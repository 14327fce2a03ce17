/**
 * Finds an FFmpeg and ffprobe that run on this machine, or unpacks the bundled ones, with stand-ins
 * for libraries that are not there.
 */
@NullMarked
package openencoder.worker.bundled;

import org.jspecify.annotations.NullMarked;
