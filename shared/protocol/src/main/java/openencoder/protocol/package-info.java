/**
 * What the agent on a rented machine and the API say to each other: one record for each request and
 * each answer, read and written by {@link openencoder.protocol.ProtocolCodec} alone.
 */
@NullMarked
package openencoder.protocol;

import org.jspecify.annotations.NullMarked;
