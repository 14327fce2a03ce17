/**
 * Runs a function's zip as Lambda does: in a JVM of its own, through AWS's runtime interface
 * client, which fetches the event from our Runtime API.
 */
package openencoder.local.runtime;
