/**
 * The repositories of the domain, kept in DynamoDB: one class a table, with its mapping and its
 * conditions. A conditional write decides every race; nothing scans a table.
 */
@NullMarked
package openencoder.aws.dynamo;

import org.jspecify.annotations.NullMarked;
