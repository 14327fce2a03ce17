package openencoder.worker.encode;

import openencoder.plan.EncodeTask;
import openencoder.worker.ffmpeg.EncodeFailure;
import openencoder.worker.ffmpeg.Tick;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import java.nio.file.Path;
import java.util.List;

/** What makes films. An interrupt ends each of its works at once. */
public interface Encoder {
    /**
     * What a source is.
     *
     * @throws EncodeFailure if it is no film or sound
     */
    Probe probe(Path source) throws InterruptedException;

    /**
     * Runs every pass and makes sure of what came out.
     *
     * @return every file of the output, the main one first
     * @throws EncodeFailure if there is no sound output, and why
     */
    List<MadeFile> encode(Work work, Listener listener) throws InterruptedException;

    /**
     * One encode.
     *
     * @param source as probed
     * @param outputs the folder where FFmpeg runs and its files appear
     * @param pidFile where to note the process that is running
     * @param largestFile in bytes
     */
    record Work(EncodeTask task, Probe source, Path outputs, Path pidFile, long largestFile) {}

    /** Is told how far an encode is, about twice a second. */
    interface Listener {
        /**
         * @param pass from 0
         */
        void reached(int pass, Tick tick);
    }
}
