/** Reads either form of a preset, raw or structured, into a recipe. */
package openencoder.encoding.preset;
