package openencoder.worker.bundled;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a 64-bit little-endian ELF program or library says about itself.
 *
 * @param machine the processor, {@code e_machine} of the ELF header
 * @param neededVersions by library, the symbol versions without which this file will not load
 * @see <a href="https://refspecs.linuxfoundation.org/lsb.shtml">Linux Standard Base, Core, "Symbol
 *     Versioning"</a>
 */
record ElfFile(short machine, Map<String, Set<String>> neededVersions) {
    private static final int SECTION_OF_NEEDED_VERSIONS = 0x6ffffffe;

    static ElfFile read(Path file) throws IOException {
        try (var channel = FileChannel.open(file);
                var arena = Arena.ofConfined()) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return read(bytes.asByteBuffer());
        }
    }

    static ElfFile read(ByteBuffer elf) {
        elf.order(ByteOrder.LITTLE_ENDIAN);
        int sections = (int) elf.getLong(0x28);
        int sectionSize = elf.getShort(0x3a);
        int sectionCount = elf.getShort(0x3c);
        Map<String, Set<String>> versions = new HashMap<>();
        for (int i = 0; i < sectionCount; i++) {
            int section = sections + i * sectionSize;
            if (elf.getInt(section + 0x04) == SECTION_OF_NEEDED_VERSIONS) {
                int stringSection = sections + elf.getInt(section + 0x28) * sectionSize;
                int strings = (int) elf.getLong(stringSection + 0x18);
                int need = (int) elf.getLong(section + 0x18);
                collectVersions(elf, need, elf.getInt(section + 0x2c), strings, versions);
            }
        }
        return new ElfFile(elf.getShort(0x12), versions);
    }

    private static void collectVersions(
            ByteBuffer elf, int need, int count, int strings, Map<String, Set<String>> versions) {
        for (int i = 0; i < count; i++) {
            var library = string(elf, strings + elf.getInt(need + 4));
            var names = versions.computeIfAbsent(library, _ -> new LinkedHashSet<>());
            int version = need + elf.getInt(need + 8);
            for (int j = 0; j < elf.getShort(need + 2); j++) {
                names.add(string(elf, strings + elf.getInt(version + 8)));
                version += elf.getInt(version + 12);
            }
            need += elf.getInt(need + 12);
        }
    }

    private static String string(ByteBuffer elf, int start) {
        int end = start;
        while (elf.get(end) != 0) {
            end++;
        }
        var bytes = new byte[end - start];
        elf.get(start, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
