/**
 * What a preset may use: tables of options, filters, parameters, encoders and containers. What is
 * not here is refused. Nothing that names a file, a device or an address belongs here.
 */
@NullMarked
package openencoder.encoding.allowed;

import org.jspecify.annotations.NullMarked;
