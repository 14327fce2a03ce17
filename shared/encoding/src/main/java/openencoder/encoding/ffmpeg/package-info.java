/** Writes a recipe as FFmpeg's arguments; nothing is run here. */
package openencoder.encoding.ffmpeg;
