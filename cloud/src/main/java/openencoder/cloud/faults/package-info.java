/**
 * What goes wrong between a program and AWS, on command: {@link
 * openencoder.cloud.faults.FaultProxy} stands in front of an emulator and breaks the calls that a
 * test names, or some of all calls by a seed.
 */
@NullMarked
package openencoder.cloud.faults;

import org.jspecify.annotations.NullMarked;
