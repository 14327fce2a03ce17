/** Regions, sizes and images that the simulator offers. */
@NullMarked
package openencoder.cloud.digitalocean.catalogue;

import org.jspecify.annotations.NullMarked;
