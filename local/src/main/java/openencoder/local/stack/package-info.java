/**
 * The whole system on this machine: emulators, functions, gateway and worker processes, with
 * everything they keep in one folder.
 */
package openencoder.local.stack;
