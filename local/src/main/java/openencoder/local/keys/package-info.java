/** The keys that tokens are signed and checked with: the first ones, and how they are rotated. */
package openencoder.local.keys;
