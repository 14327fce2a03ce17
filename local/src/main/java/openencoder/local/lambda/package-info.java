/**
 * Runs Lambda functions from their zips in this JVM as Lambda would: each instance behind a class
 * loader of its own, one event at a time, a new instance when the others are busy.
 */
@NullMarked
package openencoder.local.lambda;

import org.jspecify.annotations.NullMarked;
