/** What a preset comes to: renditions with their tracks, checked as a whole. */
package openencoder.encoding.recipe;
