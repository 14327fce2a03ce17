/** Registers users, logs them in with an access token, and lets admins manage them. */
package openencoder.auth;
