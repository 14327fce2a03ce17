/**
 * What rented machines load: the worker's jars, FFmpeg and a Java to run them, made from what was
 * built here, and put where machines find it.
 */
@NullMarked
package openencoder.local.artifacts;

import org.jspecify.annotations.NullMarked;
