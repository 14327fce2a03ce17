/** Worker processes of a local stack. */
@NullMarked
package openencoder.local.worker;

import org.jspecify.annotations.NullMarked;
