/** What an uploaded file is: ffprobe's report, and whether the worker takes such a file. */
package openencoder.worker.source;
