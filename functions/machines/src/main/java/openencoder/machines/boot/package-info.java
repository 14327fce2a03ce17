/** What a rented machine is told at its first boot, and what it loads to become a worker. */
package openencoder.machines.boot;
