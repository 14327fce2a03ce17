package openencoder.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class UserCacheTest {
    @TempDir private Path folder;

    @Test
    void it_is_where_the_desktop_says_or_in_the_home_and_stays() {
        var home = folder.resolve("home").toString();
        var caches = folder.resolve("caches").toString();
        assertThat(place(Map.of("HOME", home, "XDG_CACHE_HOME", caches)))
                .isEqualTo(folder.resolve("caches/open-encoder/films"));
        assertThat(place(Map.of("HOME", home, "XDG_CACHE_HOME", "")))
                .isEqualTo(folder.resolve("home/.cache/open-encoder/films"));
        assertThat(folder.resolve("caches/open-encoder")).isDirectory();
    }

    @Test
    void without_a_home_or_with_one_that_cannot_be_written_it_is_temporary() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var useless =
                List.<Map<String, String>>of(
                        Map.of(), Map.of("HOME", file.toString()), Map.of("HOME", "films"));
        for (var environment : useless) {
            Path place;
            try (var cache = UserCache.open(environment)) {
                place = Files.createDirectories(cache.resolve("films"));
                assertThat(place).startsWith(Path.of(System.getProperty("java.io.tmpdir")));
            }
            assertThat(place.getParent()).doesNotExist();
        }
    }

    private static Path place(Map<String, String> environment) {
        try (var cache = UserCache.open(environment)) {
            return cache.resolve("films");
        }
    }
}
