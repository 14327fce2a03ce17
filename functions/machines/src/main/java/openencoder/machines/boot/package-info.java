/** What a rented machine is told at its first boot, and what it loads to become a worker. */
@NullMarked
package openencoder.machines.boot;

import org.jspecify.annotations.NullMarked;
