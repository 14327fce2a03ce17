/** What an uploaded file is: ffprobe's report, and whether the worker takes such a file. */
@NullMarked
package openencoder.worker.source;

import org.jspecify.annotations.NullMarked;
