/** Who calls, and whether that role may. */
@NullMarked
package openencoder.web.auth;

import org.jspecify.annotations.NullMarked;
