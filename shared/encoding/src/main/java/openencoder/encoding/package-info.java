/**
 * From a preset to FFmpeg's arguments: pure, so that the API can refuse and preview what a worker
 * would run.
 */
package openencoder.encoding;
