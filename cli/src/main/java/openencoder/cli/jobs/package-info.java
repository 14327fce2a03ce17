/** Jobs of an API: looked at, waited for, ended, and their outputs fetched. */
@NullMarked
package openencoder.cli.jobs;

import org.jspecify.annotations.NullMarked;
