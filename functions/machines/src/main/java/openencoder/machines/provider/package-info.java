/** What every provider has: the label of this deployment, and where its token is kept. */
@NullMarked
package openencoder.machines.provider;

import org.jspecify.annotations.NullMarked;
