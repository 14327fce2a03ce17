/** The whole system on one machine, which the command line and the tests start. */
package openencoder.local;
