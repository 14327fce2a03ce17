/**
 * DigitalOcean's API v2 on this machine, as its public description has it, with what goes wrong
 * there now and then. What runs on a droplet is behind {@link
 * openencoder.cloud.digitalocean.host.DropletHost}.
 */
@NullMarked
package openencoder.cloud.digitalocean;

import org.jspecify.annotations.NullMarked;
