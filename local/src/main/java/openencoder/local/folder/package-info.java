/** The folder that holds a local stack's state. */
@NullMarked
package openencoder.local.folder;

import org.jspecify.annotations.NullMarked;
