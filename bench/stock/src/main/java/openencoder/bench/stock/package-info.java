/** What the stock archetype for Spring Boot on Lambda generates, to measure against. */
@NullMarked
package openencoder.bench.stock;

import org.jspecify.annotations.NullMarked;
