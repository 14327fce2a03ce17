/** Keeps presets, and refuses those that no worker could run. */
package openencoder.presets;
