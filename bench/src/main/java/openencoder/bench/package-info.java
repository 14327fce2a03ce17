/** What we claim about speed and survival: each figure by one command. */
@NullMarked
package openencoder.bench;

import org.jspecify.annotations.NullMarked;
