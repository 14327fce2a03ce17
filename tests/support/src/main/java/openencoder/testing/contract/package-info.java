/**
 * The laws of the ports, as tests. Each runs on the in-memory twin and on the real thing: extend
 * the class and say how to make one.
 */
@NullMarked
package openencoder.testing.contract;

import org.jspecify.annotations.NullMarked;
