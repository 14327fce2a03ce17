/**
 * The API's side of {@link openencoder.protocol}: machines enrol, send heartbeats, and claim jobs,
 * each with AWS credentials for no more than it works on.
 */
@NullMarked
package openencoder.machines.agents;

import org.jspecify.annotations.NullMarked;
