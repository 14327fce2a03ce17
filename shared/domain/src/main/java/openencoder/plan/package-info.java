/**
 * What must be done to make a job's outputs: tasks with inputs and outputs. The model alone; a
 * worker plans and does it.
 */
@NullMarked
package openencoder.plan;

import org.jspecify.annotations.NullMarked;
