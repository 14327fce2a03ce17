/**
 * Machines rented from DigitalOcean, through digitalocean-api-client. What that library cannot do
 * is done where its requests leave and its answers arrive, in {@link
 * openencoder.machines.provider.digitalocean.Exchange}: ids beyond an int, fields of a create that
 * it does not know, the status and headers of an answer.
 */
@NullMarked
package openencoder.machines.provider.digitalocean;

import org.jspecify.annotations.NullMarked;
