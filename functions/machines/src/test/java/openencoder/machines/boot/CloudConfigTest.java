package openencoder.machines.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import java.util.List;
import java.util.Map;

class CloudConfigTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                " begins with a space\n",
                "ends without a line",
                "ends with two lines\n\n",
                "one\n\n  two: {three}\n# four\n",
                "\ttab\n",
                "colon: yes\n- no\n",
                "\"quoted\" 'twice' \\ back\n",
                "line\r\nend\n",
                "\u00e9\u2028\u0000\u007f\n",
                "{{ jinja }} ${ROOT}\n---\n...\n"
            })
    void whatever_a_text_holds_it_arrives_as_it_was(String text) {
        var yaml =
                new CloudConfig()
                        .packages(List.of(text))
                        .text("/a", "0600", text)
                        .run(List.of("sh", text))
                        .toString();
        assertThat(yaml).startsWith("#cloud-config\n");
        Map<String, Object> read = new Yaml().load(yaml);
        assertThat(read)
                .containsEntry("packages", List.of(text))
                .containsEntry("runcmd", List.of(List.of("sh", text)))
                .containsEntry(
                        "write_files",
                        List.of(
                                Map.of(
                                        "path", "/a",
                                        "owner", "root:root",
                                        "permissions", "0600",
                                        "content", text)));
    }
}
