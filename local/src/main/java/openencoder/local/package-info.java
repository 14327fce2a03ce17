/** The whole system on one machine, which the command line and the tests start. */
@NullMarked
package openencoder.local;

import org.jspecify.annotations.NullMarked;
