/** The HTTP routes of machines and of the fleet. */
package openencoder.machines.api;
