package openencoder.worker.bundled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Empty libraries in place of those for sound, screens, cameras and graphics cards. FFmpeg names
 * them and so will not start without, but calls them only for devices, which nothing here opens.
 *
 * @param programs the folder with FFmpeg's programs and the libraries that come with them
 */
record StandIns(Path programs) {
    private static final List<String> DEVICE_LIBRARIES =
            List.of(
                    "libasound.so.2",
                    "libdrm.so.2",
                    "libpulse.so.0",
                    "libudev.so.1",
                    "libva-drm.so.2",
                    "libva.so.2",
                    "libxcb-shm.so.0",
                    "libxcb.so.1");

    Path folder() {
        return programs.resolve("stand-ins");
    }

    boolean areIntact() throws IOException {
        return missing().isEmpty();
    }

    void addMissing() throws IOException {
        var missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        Files.createDirectories(folder());
        short machine = ElfFile.read(programs.resolve("ffmpeg")).machine();
        var versions = neededVersions();
        for (var name : missing) {
            var elf = StandInLibrary.elf(machine, name, versions.getOrDefault(name, Set.of()));
            WholeFile.write(folder().resolve(name), out -> out.write(elf));
        }
    }

    private List<String> missing() throws IOException {
        List<String> missing = new ArrayList<>();
        for (var name : DEVICE_LIBRARIES) {
            if (Files.notExists(programs.resolve(name))
                    && !WholeFile.isIntact(folder().resolve(name))) {
                missing.add(name);
            }
        }
        return missing;
    }

    private Map<String, Set<String>> neededVersions() throws IOException {
        Map<String, Set<String>> versions = new HashMap<>();
        try (var libraries = Files.newDirectoryStream(programs, "lib*.so*")) {
            for (var library : libraries) {
                ElfFile.read(library)
                        .neededVersions()
                        .forEach(
                                (name, needed) ->
                                        versions.computeIfAbsent(name, _ -> new LinkedHashSet<>())
                                                .addAll(needed));
            }
        }
        return versions;
    }
}
