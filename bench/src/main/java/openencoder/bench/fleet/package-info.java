/** What machines cost in a simulated week, with our autoscaler and with others. */
@NullMarked
package openencoder.bench.fleet;

import org.jspecify.annotations.NullMarked;
