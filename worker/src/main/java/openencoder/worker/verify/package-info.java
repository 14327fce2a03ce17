/** Whether what FFmpeg left in its folder is what was planned. */
@NullMarked
package openencoder.worker.verify;

import org.jspecify.annotations.NullMarked;
