/** Starts child processes, each held to what this machine can enforce; tried, not assumed. */
package openencoder.worker.sandbox;
