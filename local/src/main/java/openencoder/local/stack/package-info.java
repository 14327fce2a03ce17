/**
 * The whole system on this machine: emulators, functions, gateway and worker processes, with
 * everything they keep in one folder.
 */
@NullMarked
package openencoder.local.stack;

import org.jspecify.annotations.NullMarked;
