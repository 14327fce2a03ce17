/**
 * Everything that knows FFmpeg as a program: how its child process is started, watched and stopped,
 * what it says, and whether its files are what was promised. No other package starts a process.
 */
package openencoder.worker.ffmpeg;
