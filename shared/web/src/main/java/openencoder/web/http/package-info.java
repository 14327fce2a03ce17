/** Requests and answers: strict bodies, parameters, problems, CORS. */
@NullMarked
package openencoder.web.http;

import org.jspecify.annotations.NullMarked;
