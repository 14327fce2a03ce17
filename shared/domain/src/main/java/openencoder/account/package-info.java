/** Users, their roles, and how often they may try. */
@NullMarked
package openencoder.account;

import org.jspecify.annotations.NullMarked;
