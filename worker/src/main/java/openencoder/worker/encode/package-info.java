/** From a job's preset and a probed source to films that were found to be sound. */
package openencoder.worker.encode;
