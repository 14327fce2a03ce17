/** Files and options of people who mean harm, and canaries that tell when one got out. */
package openencoder.worker.ffmpeg.hostile;
