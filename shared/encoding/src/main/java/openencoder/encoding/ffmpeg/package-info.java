/** Writes a recipe as FFmpeg's arguments; nothing is run here. */
@NullMarked
package openencoder.encoding.ffmpeg;

import org.jspecify.annotations.NullMarked;
