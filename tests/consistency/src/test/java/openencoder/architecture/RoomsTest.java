package openencoder.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** What a reader may rely on when looking for a class. */
class RoomsTest {
    private static final int MOST_FILES = 25;

    private final List<Path> classes =
            Modules.mainSources().stream()
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();

    @Test
    void a_package_has_at_most_twenty_five_files() {
        var crowded =
                classes.stream()
                        .collect(groupingBy(Path::getParent, counting()))
                        .entrySet()
                        .stream()
                        .filter(room -> room.getValue() > MOST_FILES)
                        .toList();
        assertThat(crowded).isEmpty();
    }

    @Test
    void a_class_name_in_main_code_stands_for_one_class() {
        var repeated =
                classes.stream()
                        .map(file -> file.getFileName().toString())
                        .collect(groupingBy(Function.identity(), counting()))
                        .entrySet()
                        .stream()
                        .filter(name -> name.getValue() > 1)
                        .toList();
        assertThat(classes).hasSizeGreaterThan(500);
        assertThat(repeated).isEmpty();
    }

    @Test
    void every_package_is_null_marked() {
        var unmarked =
                classes.stream()
                        .map(Path::getParent)
                        .distinct()
                        .filter(room -> !isNullMarked(room.resolve("package-info.java")))
                        .toList();
        assertThat(unmarked).isEmpty();
    }

    private static boolean isNullMarked(Path info) {
        return Files.exists(info) && Modules.read(info).contains("@NullMarked");
    }
}
