package openencoder.worker.bundled;

import java.nio.file.Path;
import java.util.Map;

/** An FFmpeg and an ffprobe of which it is not known yet whether they work. */
record Candidate(Path ffmpeg, Path ffprobe, Map<String, String> environment) {}
