package openencoder.cloud.digitalocean.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class DiskTest {

    @TempDir Path folder;
    private Disk disk;

    @BeforeEach
    void format() {
        disk = new Disk(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/opt/x/bin/java|ROOT/opt/x/bin/java",
                "/opt/x/lib/*|ROOT/opt/x/lib/*",
                "-Da=/etc/x:/var/y,/run|-Da=ROOT/etc/x:ROOT/var/y,ROOT/run",
                "cat '/etc/x' /etc|cat 'ROOT/etc/x' ROOT/etc",
                "/usr/bin:/bin|/usr/bin:/bin",
                "/optional|/optional",
                "http://host:80/etc/x|http://host:80/etc/x",
                "\"${ROOT-}/opt/x\"|\"${ROOT-}/opt/x\"",
                "ROOT/var/x|ROOT/var/x"
            })
    void the_machines_own_paths_are_on_its_disk(String text, String rooted) {
        var root = folder.toString();
        assertThat(disk.rooted(text.replace("ROOT/", root + "/")))
                .isEqualTo(rooted.replaceAll("ROOT(?=/)", root));
    }

    @Test
    void a_root_that_looks_like_a_machines_path_is_not_put_before_itself() {
        var other = new Disk(Path.of("/var/tmp/droplets/1"));
        assertThat(other.rooted("/var/lib/x")).isEqualTo("/var/tmp/droplets/1/var/lib/x");
        assertThat(other.rooted("/var/tmp/droplets/1/opt/x"))
                .isEqualTo("/var/tmp/droplets/1/opt/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../x", "x", "/a/../../x", ""})
    void no_path_leads_out(String path) {
        assertThatThrownBy(() -> disk.at(path)).isInstanceOf(BadUserData.class);
    }

    @Test
    void a_file_is_written_with_its_permissions_even_over_another() throws IOException {
        disk.write("/etc/a", "old".getBytes(UTF_8), 0444);
        disk.write("/etc/a", "new".getBytes(UTF_8), 0751);
        var file = folder.resolve("etc/a");
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x--x");
    }

    @Test
    void removing_it_leaves_what_its_links_point_to() throws IOException {
        var outside = Files.createFile(folder.resolve("outside"));
        var inner = new Disk(folder.resolve("disk"));
        inner.write("/a/b/c", new byte[0], 0400);
        Files.createSymbolicLink(inner.at("/a/link"), outside);
        inner.remove();
        inner.remove();
        assertThat(inner.root()).doesNotExist();
        assertThat(outside).exists();
    }

    @Test
    void a_units_environment_is_made_of_all_that_it_names() {
        disk.write(
                "/etc/x.env", "# no\nTOKEN_FILE=/var/lib/x/t\nB=\"2 3\"\n".getBytes(UTF_8), 0600);
        var unit =
                Unit.parse(
                        """
                        [Service]
                        Environment=A=1 WORK=/var/lib/x/work SANDBOX=true
                        EnvironmentFile=/etc/x.env
                        EnvironmentFile=-/etc/missing.env
                        StateDirectory=x
                        """);
        var machine = Map.of("PATH", "/bin", "SANDBOX", "false");
        var environment = new ServiceEnvironment(unit, disk, machine);
        assertThat(environment.variables())
                .containsOnly(
                        Map.entry("A", "1"),
                        Map.entry("B", "2 3"),
                        Map.entry("WORK", folder + "/var/lib/x/work"),
                        Map.entry("TOKEN_FILE", folder + "/var/lib/x/t"),
                        Map.entry("STATE_DIRECTORY", folder + "/var/lib/x"),
                        Map.entry("PATH", "/bin"),
                        Map.entry("SANDBOX", "false"));
        assertThat(folder.resolve("var/lib/x")).isDirectory();
        assertThat(environment.command("-/opt/x ${A} x${B}x $B $UNKNOWN -cp /opt/x/*"))
                .containsExactly(
                        folder + "/opt/x", "1", "x2 3x", "2", "3", "-cp", folder + "/opt/x/*");
    }
}
