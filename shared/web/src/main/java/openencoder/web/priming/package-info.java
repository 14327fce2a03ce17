/** What a function does before a snapshot of it is taken. */
@NullMarked
package openencoder.web.priming;

import org.jspecify.annotations.NullMarked;
