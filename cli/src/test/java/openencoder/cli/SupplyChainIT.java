package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import openencoder.cloud.template.WrittenTemplate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * What we ship is what its bill of materials ({@code target/sbom.cdx.json}, CycloneDX) lists, and
 * Maven takes no jar whose SHA-256 is another than the one in {@code .mvn/checksums}. After a
 * change of dependencies: {@code ./mvnw
 * -Daether.artifactResolver.postProcessor.trustedChecksums.record=true verify}.
 */
class SupplyChainIT {
    private static final Path HOME = Path.of("..");
    private static final String OURS = "openencoder";
    private static final int MOST_BYTES = 25_000_000;
    private static final Pattern NATIVE = Pattern.compile(".+\\.(so|dll|dylib|jnilib)");

    static Stream<Path> zips() {
        var template = WrittenTemplate.read(HOME.resolve("template.yaml"));
        return template.functions().stream()
                .map(function -> template.properties(function).get("CodeUri").toString())
                .map(HOME::resolve)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("zips")
    void a_function_holds_no_jar_that_its_bill_of_materials_does_not_list(Path file)
            throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var jars = zip.stream().map(entry -> entry.getName().replace("lib/", "")).toList();
            assertThat(thirdParty(jars)).isNotEmpty().isSubsetOf(listed(file.getParent()));
        }
    }

    /** So it runs on arm64 as it does here. */
    @ParameterizedTest
    @MethodSource("zips")
    void a_function_s_zip_is_small_and_holds_no_native_code(Path file) throws IOException {
        assertThat(Files.size(file)).isLessThan(MOST_BYTES);
        try (var zip = new ZipFile(file.toFile())) {
            for (var jar : zip.stream().toList())
                assertThat(names(zip.getInputStream(jar)))
                        .as(jar.getName())
                        .isNotEmpty()
                        .noneMatch(name -> NATIVE.matcher(name).matches());
        }
    }

    private static List<String> names(InputStream jar) throws IOException {
        var names = new ArrayList<String>();
        try (var entries = new ZipInputStream(jar)) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry())
                names.add(entry.getName());
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "cli"})
    void a_program_holds_no_jar_that_its_bill_of_materials_does_not_list(String program)
            throws IOException {
        var target = HOME.resolve(program + "/target");
        try (var files = Files.list(target.resolve(program + "/lib"))) {
            var jars = files.map(file -> file.getFileName().toString()).toList();
            assertThat(thirdParty(jars)).isNotEmpty().isSubsetOf(listed(target));
        }
    }

    @Test
    void functions_run_in_no_jar_that_the_runtimes_bill_of_materials_does_not_list()
            throws IOException {
        var target = HOME.resolve("shared/lambda-runtime/target");
        try (var files = Files.list(target.resolve("lib"))) {
            var jars = files.map(file -> file.getFileName().toString()).toList();
            assertThat(jars).isNotEmpty();
            assertThat(listed(target)).containsAll(jars);
        }
    }

    @Test
    void the_sha256_of_every_jar_that_ships_is_pinned() throws IOException {
        var pinned =
                Files.readAllLines(HOME.resolve(".mvn/checksums/checksums.sha256")).stream()
                        .map(line -> line.split("\\s+", 2))
                        .collect(toMap(line -> line[1], line -> line[0], (one, _) -> one));
        var programs = Stream.of("worker", "cli", "shared/lambda-runtime");
        var targets =
                Stream.concat(
                        zips().map(Path::getParent),
                        programs.map(program -> HOME.resolve(program + "/target")));
        for (var target : targets.toList()) assertThat(pinned).containsAllEntriesOf(hashes(target));
    }

    private static Set<String> thirdParty(List<String> jars) {
        return jars.stream().filter(jar -> !jar.startsWith(OURS + "-")).collect(toSet());
    }

    private static Set<String> listed(Path target) throws IOException {
        return components(target).map(SupplyChainIT::fileName).collect(toSet());
    }

    private static Map<String, String> hashes(Path target) throws IOException {
        return components(target)
                .filter(component -> !component.path("group").asString().equals(OURS))
                .collect(toMap(SupplyChainIT::repositoryPath, SupplyChainIT::sha256));
    }

    private static Stream<JsonNode> components(Path target) throws IOException {
        var bill = Files.readString(target.resolve("sbom.cdx.json"));
        return JsonMapper.shared().readTree(bill).path("components").valueStream();
    }

    private static String fileName(JsonNode component) {
        var classifier = component.path("purl").asString().split("classifier=");
        return "%s-%s%s.jar"
                .formatted(
                        component.path("name").asString(),
                        component.path("version").asString(),
                        classifier.length < 2 ? "" : "-" + classifier[1].split("&")[0]);
    }

    private static String repositoryPath(JsonNode component) {
        return "%s/%s/%s/%s"
                .formatted(
                        component.path("group").asString().replace('.', '/'),
                        component.path("name").asString(),
                        component.path("version").asString(),
                        fileName(component));
    }

    private static String sha256(JsonNode component) {
        return component
                .path("hashes")
                .valueStream()
                .filter(hash -> hash.path("alg").asString().equals("SHA-256"))
                .map(hash -> hash.path("content").asString())
                .findFirst()
                .orElseThrow();
    }
}
