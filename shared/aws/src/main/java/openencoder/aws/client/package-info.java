/**
 * The SDK's clients, made from the environment, with one connection pool, one set of timeouts and
 * one rule for what passes.
 */
package openencoder.aws.client;
