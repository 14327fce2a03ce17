/** A handler without any framework, to measure against. */
@NullMarked
package openencoder.bench.plain;

import org.jspecify.annotations.NullMarked;
