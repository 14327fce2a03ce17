/**
 * The SDK's clients, made from the environment, with one connection pool, one set of timeouts and
 * one rule for what passes.
 */
@NullMarked
package openencoder.aws.client;

import org.jspecify.annotations.NullMarked;
