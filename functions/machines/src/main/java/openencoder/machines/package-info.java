/** Machines: rented, booted, given short rights, and given back. */
package openencoder.machines;
