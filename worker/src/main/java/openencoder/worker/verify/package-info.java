/** Whether what FFmpeg left in its folder is what was planned. */
package openencoder.worker.verify;
