/**
 * What every HTTP function has: {@code lambda} is where an event comes in, {@code http} reads
 * requests and writes answers, {@code auth} says who may call, and {@code priming} prepares a
 * function for its snapshot.
 */
@NullMarked
package openencoder.web;

import org.jspecify.annotations.NullMarked;
