/**
 * Holds {@code template.yaml}, {@code docs/api.yaml} and {@code events/} against what the functions
 * do: the routes they answer, the variables they read, the AWS actions they use.
 */
package openencoder.consistency;
