/** How fast a function starts and answers. */
@NullMarked
package openencoder.bench.function;

import org.jspecify.annotations.NullMarked;
