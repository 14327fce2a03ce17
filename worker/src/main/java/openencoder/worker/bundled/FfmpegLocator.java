package openencoder.worker.bundled;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds an FFmpeg and an ffprobe that work: those at FFMPEG_PATH and FFPROBE_PATH, else the bundled
 * ones, else those on the PATH. The bundled ones are unpacked once, to FFMPEG_CACHE or else to
 * {@code open-encoder/ffmpeg} in the user's cache folder.
 */
public final class FfmpegLocator {
    private static final Logger log = LoggerFactory.getLogger(FfmpegLocator.class);

    private final FfmpegSettings settings;
    private final Source bundled;
    private final Trial trial;

    interface Source {
        Candidate candidate() throws Unusable;
    }

    /** Runs a program in an environment and gives the version that it answers. */
    interface Trial {
        String version(Path program, Map<String, String> environment) throws Unusable;
    }

    /**
     * @param environment of this process, as from {@link System#getenv()}
     */
    public FfmpegLocator(Map<String, String> environment) {
        settings = FfmpegSettings.from(environment);
        bundled = BundledFfmpeg.forThisMachine(settings.cache())::unpacked;
        trial = VersionQuestion::ask;
    }

    FfmpegLocator(FfmpegSettings settings, Source bundled, Trial trial) {
        this.settings = settings;
        this.bundled = bundled;
        this.trial = trial;
    }

    /**
     * @throws NoWorkingFfmpeg when nothing works, with the reason for each candidate
     */
    public FfmpegTools locate() {
        List<String> refusals = new ArrayList<>();
        for (var source : sources().entrySet()) {
            try {
                var tools = proven(source.getValue().candidate());
                refusals.forEach(FfmpegLocator::warn);
                return tools;
            } catch (Unusable reason) {
                refusals.add(source.getKey() + ": " + reason.getMessage());
            }
        }
        throw new NoWorkingFfmpeg(refusals);
    }

    private static void warn(String refusal) {
        log.atWarn().addKeyValue("reason", refusal).log("An FFmpeg was passed over");
    }

    private Map<String, Source> sources() {
        Map<String, Source> sources = new LinkedHashMap<>();
        if (settings.ffmpeg().isPresent()) {
            sources.put("FFMPEG_PATH and FFPROBE_PATH", this::configured);
        }
        sources.put("bundled", bundled);
        sources.put("PATH", this::onPath);
        return sources;
    }

    private Candidate configured() {
        return new Candidate(
                settings.ffmpeg().orElseThrow(), settings.ffprobe().orElseThrow(), libraryPath());
    }

    private Candidate onPath() throws Unusable {
        return new Candidate(onPath("ffmpeg"), onPath("ffprobe"), libraryPath());
    }

    private Path onPath(String name) throws Unusable {
        return settings.searchPath().stream()
                .map(folder -> folder.resolve(name).toAbsolutePath())
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst()
                .orElseThrow(() -> new Unusable("it has no " + name));
    }

    private Map<String, String> libraryPath() {
        return settings.libraryPath().map(path -> Map.of("LD_LIBRARY_PATH", path)).orElse(Map.of());
    }

    private FfmpegTools proven(Candidate candidate) throws Unusable {
        var version = safeVersion(candidate.ffmpeg(), candidate.environment());
        safeVersion(candidate.ffprobe(), candidate.environment());
        return new FfmpegTools(
                candidate.ffmpeg(), candidate.ffprobe(), version, candidate.environment());
    }

    private String safeVersion(Path program, Map<String, String> environment) throws Unusable {
        var version = trial.version(program, environment);
        var release = FfmpegRelease.of(version);
        if (release.isEmpty()) {
            throw new Unusable(
                    "%s is the development snapshot %s, which may lack the fix of CVE-2026-8461"
                            .formatted(program, version));
        }
        if (!release.get().isSafe()) {
            throw new Unusable(
                    "%s is version %s, in which a hostile film can run code (CVE-2026-8461)"
                            .formatted(program, version));
        }
        return version;
    }
}
