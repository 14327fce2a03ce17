/**
 * An HTTP server that behaves as API Gateway's HTTP API, payload format 2.0, so that a function
 * meets here what it meets in the cloud.
 */
@NullMarked
package openencoder.local.gateway;

import org.jspecify.annotations.NullMarked;
