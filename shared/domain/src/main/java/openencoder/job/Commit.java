package openencoder.job;

import openencoder.output.Made;

/**
 * The attempt whose verified files are the job's result. What is left is to copy the files from
 * {@link Job#stagedUnder} to where they belong, which any worker can do.
 *
 * @param attempt that made the files
 */
public record Commit(int attempt, Made made) {}
