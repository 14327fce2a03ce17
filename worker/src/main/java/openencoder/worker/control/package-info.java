/**
 * By what right a worker works: with AWS credentials of its own, or, on a rented machine, with what
 * the API lets it have for as long as it is rented.
 */
@NullMarked
package openencoder.worker.control;

import org.jspecify.annotations.NullMarked;
