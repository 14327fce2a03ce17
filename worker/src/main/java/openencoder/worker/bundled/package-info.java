/**
 * Finds an FFmpeg and ffprobe that run on this machine, or unpacks the bundled ones, with stand-ins
 * for libraries that are not there.
 */
package openencoder.worker.bundled;
