/** Runs FFmpeg as a child process: what it is told, what it says meanwhile, and why it failed. */
package openencoder.worker.ffmpeg;
