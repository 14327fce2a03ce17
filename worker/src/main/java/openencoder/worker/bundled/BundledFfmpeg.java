package openencoder.worker.bundled;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** The FFmpeg on the class path (org.bytedeco:ffmpeg), unpacked where it can run. */
final class BundledFfmpeg {
    private static final String PROPERTIES = "META-INF/maven/org.bytedeco/ffmpeg/pom.properties";

    private final String platform;
    private final Path cache;

    /**
     * @param platform as in {@link #platform}
     * @param cache gets one folder for each version and platform
     */
    BundledFfmpeg(String platform, Path cache) {
        this.platform = platform;
        this.cache = cache;
    }

    static BundledFfmpeg forThisMachine(Path cache) {
        var platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        return new BundledFfmpeg(platform, cache);
    }

    /** The name of a system in org.bytedeco's builds, such as {@code linux-x86_64-gpl}. */
    static String platform(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "macosx" : "linux";
        String processor =
                switch (osArch) {
                    case "amd64" -> "x86_64";
                    case "aarch64" -> "arm64";
                    default -> osArch;
                };
        return "%s-%s-gpl".formatted(system, processor);
    }

    /** The programs in the cache; unpacks what is missing there or was changed. */
    Candidate unpacked() throws Unusable {
        try (var jar = jar()) {
            Path folder = cache.resolve(version(jar) + "-" + platform);
            unpack(jar, folder);
            return new Candidate(
                    folder.resolve("ffmpeg"), folder.resolve("ffprobe"), environment(folder));
        } catch (IOException e) {
            throw new Unusable("cannot unpack it to %s: %s".formatted(cache, e));
        }
    }

    private JarFile jar() throws IOException, Unusable {
        var program = BundledFfmpeg.class.getClassLoader().getResource(resources() + "ffmpeg");
        if (program == null || !(program.openConnection() instanceof JarURLConnection connection)) {
            throw new Unusable("none for %s is on the class path".formatted(platform));
        }
        connection.setUseCaches(false);
        return connection.getJarFile();
    }

    private String resources() {
        return "org/bytedeco/ffmpeg/" + platform + "/";
    }

    private static String version(JarFile jar) throws IOException {
        try (var text = jar.getInputStream(jar.getJarEntry(PROPERTIES))) {
            var properties = new Properties();
            properties.load(text);
            return properties.getProperty("version");
        }
    }

    private void unpack(JarFile jar, Path folder) throws IOException {
        if (isIntact(jar, folder)) {
            return;
        }
        Files.createDirectories(folder);
        synchronized (BundledFfmpeg.class) { // a file lock holds between processes, not threads
            try (var lockFile = FileChannel.open(folder.resolve(".lock"), CREATE, WRITE);
                    var _ = lockFile.lock()) {
                unpackMissing(jar, folder);
                if (isLinux()) {
                    new StandIns(folder).addMissing();
                }
            }
        }
    }

    private boolean isIntact(JarFile jar, Path folder) throws IOException {
        for (var entry : programsAndLibraries(jar)) {
            if (!isIntact(entry, folder)) {
                return false;
            }
        }
        return !isLinux() || new StandIns(folder).areIntact();
    }

    private boolean isIntact(JarEntry entry, Path folder) throws IOException {
        Path file = file(entry, folder);
        return WholeFile.isIntact(file) && Files.size(file) == entry.getSize();
    }

    private void unpackMissing(JarFile jar, Path folder) throws IOException {
        for (var entry : programsAndLibraries(jar)) {
            if (!isIntact(entry, folder)) {
                WholeFile.write(file(entry, folder), out -> copy(jar, entry, out));
            }
        }
    }

    private static void copy(JarFile jar, JarEntry entry, OutputStream out) throws IOException {
        var checked = new CheckedOutputStream(out, new CRC32());
        try (var in = jar.getInputStream(entry)) {
            in.transferTo(checked);
        }
        if (checked.getChecksum().getValue() != entry.getCrc()) {
            throw new IOException(jar.getName() + " is damaged");
        }
    }

    /** All but the glue for calling FFmpeg's libraries from Java. */
    private List<JarEntry> programsAndLibraries(JarFile jar) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(resources()))
                .filter(entry -> !entry.getName().startsWith("libjni", resources().length()))
                .toList();
    }

    private Path file(JarEntry entry, Path folder) {
        return folder.resolve(entry.getName().substring(resources().length()));
    }

    private Map<String, String> environment(Path folder) {
        if (!isLinux()) {
            return Map.of();
        }
        return Map.of("LD_LIBRARY_PATH", folder + ":" + new StandIns(folder).folder());
    }

    private boolean isLinux() {
        return platform.startsWith("linux");
    }
}
