/** Registers users, logs them in with an access token, and lets admins manage them. */
@NullMarked
package openencoder.auth;

import org.jspecify.annotations.NullMarked;
