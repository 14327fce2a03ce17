/**
 * What {@code ./openencoder} can do: one class a command. Exit codes: 0 done, 1 failed, 2 used
 * wrongly.
 */
package openencoder.cli;
