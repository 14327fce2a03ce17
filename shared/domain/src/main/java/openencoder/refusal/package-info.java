/** Why a request is refused, without any HTTP. */
@NullMarked
package openencoder.refusal;

import org.jspecify.annotations.NullMarked;
