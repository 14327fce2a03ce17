/** What a function reads from its environment. */
@NullMarked
package openencoder.web.settings;

import org.jspecify.annotations.NullMarked;
