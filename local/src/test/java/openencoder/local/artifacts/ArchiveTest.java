package openencoder.local.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

class ArchiveTest {
    @TempDir private Path folder;

    @Test
    void the_same_contents_make_the_same_bytes_whenever_and_in_whatever_order() throws Exception {
        var one = Archive.of(List.of(file("one/a.jar", "a"), file("one/b.jar", "b")));
        var other = Archive.of(List.of(file("two/b.jar", "b"), file("two/a.jar", "a")));
        Files.setLastModifiedTime(
                folder.resolve("two/a.jar"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(other.writeTo(folder.resolve("2.tar.gz")).sha256())
                .isEqualTo(one.writeTo(folder.resolve("1.tar.gz")).sha256());
    }

    @Test
    void another_content_or_another_name_makes_another_fingerprint() throws Exception {
        var fingerprint = Archive.of(List.of(file("one/a.jar", "a"))).fingerprint();
        assertThat(Archive.of(List.of(file("two/a.jar", "b"))).fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(Archive.of(List.of(file("two/b.jar", "a"))).fingerprint())
                .isNotEqualTo(fingerprint);
    }

    @Test
    void tar_unpacks_files_folders_links_and_rights() throws Exception {
        var tree = folder.resolve("tree");
        var program = file("tree/bin/java", "x".repeat(70_000));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        file("tree/lib/empty", "");
        Files.createSymbolicLink(tree.resolve("lib/link"), Path.of("../bin/java"));
        var archive = Archive.ofFolder(tree).writeTo(folder.resolve("t.tar.gz"));

        var unpacked = Files.createDirectory(folder.resolve("unpacked"));
        tar("-xzf", archive.file().toString(), "-C", unpacked.toString());
        assertThat(unpacked.resolve("bin/java")).hasContent("x".repeat(70_000)).isExecutable();
        assertThat(unpacked.resolve("lib/empty")).isEmptyFile();
        assertThat(Files.isExecutable(unpacked.resolve("lib/empty"))).isFalse();
        assertThat(Files.readSymbolicLink(unpacked.resolve("lib/link")))
                .isEqualTo(Path.of("../bin/java"));
        assertThat(tar("-tvzf", archive.file().toString()))
                .hasSize(5)
                .allMatch(line -> line.contains("root/root"), "is root's")
                .allMatch(line -> line.contains("1970-01-01"), "is from 1970");
    }

    private List<String> tar(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(arguments));
        var said = folder.resolve("said");
        var builder = new ProcessBuilder(command);
        builder.environment().put("TZ", "UTC");
        var process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readAllLines(said);
    }

    private Path file(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
