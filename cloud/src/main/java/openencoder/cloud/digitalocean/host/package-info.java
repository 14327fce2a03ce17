/**
 * What a droplet's machine does, as far as a worker needs it, in processes of this machine: a
 * subset of cloud-init for its first boot, a subset of systemd from then on, and a power switch. A
 * folder stands for its disk; absolute paths in its units are looked for there.
 */
@NullMarked
package openencoder.cloud.digitalocean.host;

import org.jspecify.annotations.NullMarked;
