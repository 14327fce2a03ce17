/**
 * HTTP/1.1 as the servers in front of the emulators need it: heads byte by byte as they came,
 * bodies from stream to stream.
 */
@NullMarked
package openencoder.cloud.http;

import org.jspecify.annotations.NullMarked;
