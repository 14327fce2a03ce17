/** The command line. */
package openencoder.local;
