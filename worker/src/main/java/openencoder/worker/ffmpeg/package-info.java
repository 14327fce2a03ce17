/** Runs FFmpeg as a child process: what it is told, what it says meanwhile, and why it failed. */
@NullMarked
package openencoder.worker.ffmpeg;

import org.jspecify.annotations.NullMarked;
