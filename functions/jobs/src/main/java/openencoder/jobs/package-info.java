/** Takes jobs, tells how they stand, cancels and restarts them, and hands out links to files. */
package openencoder.jobs;
