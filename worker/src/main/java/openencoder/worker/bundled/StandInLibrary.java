package openencoder.worker.bundled;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A shared library that has a name and versions but no function: enough for the Linux loader to
 * start a program that names the library and never calls it. A call all the same ends the program
 * with {@code symbol lookup error} and the function's name.
 *
 * <p>The file is one segment, in this order: ELF header, program headers, dynamic section, hash
 * table, symbol table, versions of the symbols, versions of the library, strings. Hash and symbol
 * tables hold only the null symbol that every library has.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">System V ABI</a>
 */
final class StandInLibrary {
    private static final int HEADER_SIZE = 64;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int PROGRAM_HEADER_COUNT = 3;
    private static final int DYNAMIC_SIZE = 10 * 16;
    private static final int SYMBOL_SIZE = 24;
    private static final int VERSION_SIZE = 28;

    private static final int DYNAMIC = HEADER_SIZE + PROGRAM_HEADER_COUNT * PROGRAM_HEADER_SIZE;
    private static final int HASH_TABLE = DYNAMIC + DYNAMIC_SIZE;
    private static final int SYMBOLS = HASH_TABLE + 16;
    private static final int SYMBOL_VERSIONS = SYMBOLS + SYMBOL_SIZE;
    private static final int VERSIONS = SYMBOL_VERSIONS + 8;

    private static final int READ_WRITE = 6;
    private static final int LARGEST_PAGE = 0x10000;

    private final List<String> names = new ArrayList<>();
    private final byte[] stringTable;
    private final int strings;
    private final ByteBuffer elf;

    private StandInLibrary(String name, Collection<String> versions) {
        names.add(name);
        names.addAll(versions);
        stringTable = ('\0' + String.join("\0", names) + '\0').getBytes(US_ASCII);
        strings = VERSIONS + names.size() * VERSION_SIZE;
        elf = ByteBuffer.allocate(strings + stringTable.length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The bytes of the library's file.
     *
     * @param machine the processor, {@code e_machine} of the ELF header
     * @param name as programs ask for it, such as {@code libpulse.so.0}
     * @param versions of its symbols, which the loader looks for although no symbol is there
     */
    static byte[] elf(short machine, String name, Collection<String> versions) {
        var library = new StandInLibrary(name, versions);
        library.putHeader(machine);
        library.putProgramHeaders();
        library.putDynamicSection();
        library.putHashTable();
        library.putVersions();
        library.elf.put(library.strings, library.stringTable);
        return library.elf.array();
    }

    private void putHeader(short machine) {
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        elf.putShort((short) 3).putShort(machine).putInt(1); // ET_DYN
        elf.putLong(0).putLong(HEADER_SIZE).putLong(0).putInt(0);
        elf.putShort((short) HEADER_SIZE);
        elf.putShort((short) PROGRAM_HEADER_SIZE).putShort((short) PROGRAM_HEADER_COUNT);
    }

    private void putProgramHeaders() {
        elf.position(HEADER_SIZE);
        putProgramHeader(1, 0, elf.capacity(), LARGEST_PAGE); // PT_LOAD
        putProgramHeader(2, DYNAMIC, DYNAMIC_SIZE, 8); // PT_DYNAMIC
        // PT_GNU_STACK: without it the loader makes the program's stack executable.
        putProgramHeader(0x6474e551, 0, 0, 16);
    }

    private void putProgramHeader(int type, long offset, long size, long alignment) {
        elf.putInt(type).putInt(READ_WRITE);
        elf.putLong(offset).putLong(offset).putLong(offset);
        elf.putLong(size).putLong(size).putLong(alignment);
    }

    private void putDynamicSection() {
        elf.position(DYNAMIC);
        putDynamic(14, 1); // DT_SONAME
        putDynamic(4, HASH_TABLE); // DT_HASH
        putDynamic(6, SYMBOLS); // DT_SYMTAB
        putDynamic(11, SYMBOL_SIZE); // DT_SYMENT
        putDynamic(5, strings); // DT_STRTAB
        putDynamic(10, stringTable.length); // DT_STRSZ
        putDynamic(0x6ffffff0, SYMBOL_VERSIONS); // DT_VERSYM
        putDynamic(0x6ffffffc, VERSIONS); // DT_VERDEF
        putDynamic(0x6ffffffd, names.size()); // DT_VERDEFNUM
        putDynamic(0, 0);
    }

    private void putDynamic(long tag, long value) {
        elf.putLong(tag).putLong(value);
    }

    private void putHashTable() {
        elf.position(HASH_TABLE);
        elf.putInt(1).putInt(1); // one bucket and one symbol, the null one
    }

    /** The first version is the library itself, the others are those of its symbols. */
    private void putVersions() {
        elf.position(VERSIONS);
        int string = 1;
        for (int i = 0; i < names.size(); i++) {
            boolean first = i == 0;
            boolean last = i == names.size() - 1;
            var name = names.get(i);
            elf.putShort((short) 1).putShort((short) (first ? 1 : 0)); // VER_FLG_BASE
            elf.putShort((short) (i + 1)).putShort((short) 1).putInt(hash(name));
            elf.putInt(VERSION_SIZE - 8).putInt(last ? 0 : VERSION_SIZE);
            elf.putInt(string).putInt(0);
            string += name.length() + 1;
        }
    }

    /** ELF's own hash of a name. */
    private static int hash(String name) {
        int hash = 0;
        for (char letter : name.toCharArray()) {
            hash = (hash << 4) + letter;
            int high = hash & 0xf0000000;
            hash = (hash ^ (high >>> 24)) & ~high;
        }
        return hash;
    }
}
