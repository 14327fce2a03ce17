/** What all repositories with revisions share. */
@NullMarked
package openencoder.store;

import org.jspecify.annotations.NullMarked;
