/** Workers are killed, stopped or cancelled at every stage, and nothing may be lost. */
@NullMarked
package openencoder.bench.crash;

import org.jspecify.annotations.NullMarked;
