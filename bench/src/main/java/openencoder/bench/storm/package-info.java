/** Calls to AWS fail under many jobs, and nothing may be lost. */
@NullMarked
package openencoder.bench.storm;

import org.jspecify.annotations.NullMarked;
