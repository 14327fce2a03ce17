/** From Lambda's event to Spring and back. */
@NullMarked
package openencoder.web.lambda;

import org.jspecify.annotations.NullMarked;
