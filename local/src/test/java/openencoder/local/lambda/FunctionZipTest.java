package openencoder.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class FunctionZipTest {
    @TempDir private Path folder;

    @Test
    void the_same_zip_is_unpacked_once_and_another_beside_it() throws IOException {
        var zip = zip("films");
        var unpacked = FunctionZip.unpack(zip, cache()).folder();
        var file = unpacked.resolve("lib/films.txt");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Files.move(zip, folder.resolve("moved.zip"));
        assertThat(FunctionZip.unpack(folder.resolve("moved.zip"), cache()).folder())
                .isEqualTo(unpacked);
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(Instant.EPOCH);
        assertThat(FunctionZip.unpack(zip("songs"), cache()).folder()).isNotEqualTo(unpacked);
        assertThat(file).hasContent("films");
    }

    @Test
    void many_that_unpack_at_once_all_find_it_whole_and_leave_no_parts() throws IOException {
        var zip = zip("films");
        var all =
                IntStream.range(0, 16)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () -> FunctionZip.unpack(zip, cache())))
                        .toList();
        assertThat(all)
                .allSatisfy(
                        one ->
                                assertThat(one.join().folder().resolve("lib/films.txt"))
                                        .hasContent("films"));
        try (var left = Files.list(cache())) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void what_was_not_used_for_two_weeks_goes_when_something_new_comes() throws IOException {
        var old = FunctionZip.unpack(zip("films"), cache()).folder();
        var used = FunctionZip.unpack(zip("songs"), cache()).folder();
        for (var each : new Path[] {old, used})
            Files.setLastModifiedTime(
                    each, FileTime.from(Instant.now().minus(Duration.ofDays(15))));
        FunctionZip.unpack(zip("songs"), cache());
        FunctionZip.unpack(zip("plays"), cache());
        assertThat(old).doesNotExist();
        assertThat(used).isDirectory();
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Path zip(String content) throws IOException {
        var zip = folder.resolve(content + ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("lib/" + content + ".txt"));
            out.write(content.getBytes());
            out.closeEntry();
        }
        return zip;
    }
}
