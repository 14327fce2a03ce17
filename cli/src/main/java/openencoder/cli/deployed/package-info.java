/** A deployed stack, found through CloudFormation. */
@NullMarked
package openencoder.cli.deployed;

import org.jspecify.annotations.NullMarked;
