package openencoder.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.local.lambda.task.EchoLambda;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

import software.amazon.awssdk.regions.Region;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a function has of its own, and what it shares with the stack that runs it. */
class FunctionLoaderTest {
    private static final String OWN = "openencoder-function-films-1.jar";
    private static final String ECHO = EchoLambda.class.getName();

    @TempDir private Path folder;

    @Test
    void a_library_that_the_stack_has_is_shared_and_the_function_s_own_classes_are_not()
            throws Exception {
        var zip = zip(OWN, jarOf(Logger.class));
        try (var one = loader(zip);
                var other = loader(zip)) {
            assertThat(one.loadClass(Logger.class.getName())).isSameAs(Logger.class);
            assertThat(one.loadClass(ECHO))
                    .isNotSameAs(other.loadClass(ECHO))
                    .isNotSameAs(EchoLambda.class);
        }
    }

    @Test
    void a_library_of_the_stack_that_is_not_in_the_zip_is_not_seen() throws Exception {
        try (var loader = loader(zip(OWN, jarOf(Logger.class)))) {
            assertThatThrownBy(() -> loader.loadClass(Region.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
            var manifests = Collections.list(loader.getResources("META-INF/MANIFEST.MF"));
            assertThat(manifests)
                    .isNotEmpty()
                    .allMatch(found -> found.toString().contains(jarOf(Logger.class)));
        }
    }

    @Test
    void a_function_with_a_library_that_the_stack_has_not_gets_all_of_its_own() throws Exception {
        try (var loader = loader(zip(OWN, jarOf(Logger.class), "films-7.jar"))) {
            assertThatThrownBy(() -> loader.loadClass(Logger.class.getName()))
                    .as("its own library here is empty")
                    .isInstanceOf(ClassNotFoundException.class);
            assertThat(loader.loadClass(ECHO)).isNotSameAs(EchoLambda.class);
        }
    }

    /** Its name does not tell what is in it. */
    @Test
    void a_library_that_was_built_anew_since_is_the_function_s_own() throws Exception {
        var domain = "openencoder-domain-0.1.0-SNAPSHOT.jar";
        assertThat(FunctionLoader.missing(zip(OWN, domain))).containsExactly(domain);
    }

    private FunctionLoader loader(Path zip) {
        return FunctionLoader.of("FilmsFunction", zip, folder.resolve("cache"));
    }

    private static String jarOf(Class<?> type) {
        try {
            var place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(place).getFileName().toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Path zip(String... libraries) throws IOException {
        var zip = folder.resolve("films.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var library : List.of(libraries)) {
                out.putNextEntry(new ZipEntry("lib/" + library));
                out.write(jar(library.equals(OWN)));
                out.closeEntry();
            }
        }
        return zip;
    }

    private static byte[] jar(boolean full) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var classes = Path.of("target/test-classes");
        try (var out = new ZipOutputStream(bytes);
                var files = Files.list(classes.resolve("openencoder/local/lambda/task"))) {
            for (var file : full ? files.toList() : List.<Path>of()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
