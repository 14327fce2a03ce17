package openencoder.cloud.digitalocean.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class UserDataFileTest {

    @Test
    void files_and_commands_are_read_as_cloud_init_reads_them() {
        var config =
                UserDataFile.parse(
                        """
                        #cloud-config
                        users:
                          - default
                        packages: [curl]
                        write_files:
                          - path: /etc/a
                            owner: root:root
                            permissions: "0600"
                            content: |
                              one
                              two
                          - path: /etc/b
                            permissions: 0755
                            encoding: b64
                            content: aGVsbG8=
                          - path: /etc/c
                        runcmd:
                          - ["sh", "-c", "echo 1"]
                          - echo 2 | cat
                        """);
        assertThat(config.files())
                .extracting(
                        file -> file.path(),
                        file -> new String(file.content()),
                        file -> file.mode())
                .containsExactly(
                        tuple("/etc/a", "one\ntwo\n", 0600),
                        tuple("/etc/b", "hello", 0755),
                        tuple("/etc/c", "", 0644));
        assertThat(config.commands())
                .containsExactly(
                        List.of("sh", "-c", "echo 1"), List.of("sh", "-c", "echo 2 | cat"));
    }

    @Test
    void a_script_is_run_as_it_is() {
        var config = UserDataFile.parse("#!/bin/sh\necho hello\n");
        assertThat(config.files()).hasSize(1);
        assertThat(config.files().getFirst().mode()).isEqualTo(0700);
        assertThat(config.commands()).hasSize(1);
    }

    @Test
    void no_user_data_is_nothing_to_do() {
        assertThat(UserDataFile.parse("")).isEqualTo(new UserDataFile(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "#cloud-config\n- a",
                "#cloud-config\n\t{",
                "#cloud-config\nwrite_files: x",
                "#cloud-config\nwrite_files: [{content: x}]",
                "#cloud-config\nwrite_files: [{path: /x, encoding: rot13}]",
                "#cloud-config\nwrite_files: [{path: /x, permissions: rw}]",
                "#cloud-config\nruncmd: yes"
            })
    void what_cloud_init_would_not_take_is_refused(String userData) {
        assertThatThrownBy(() -> UserDataFile.parse(userData)).isInstanceOf(BadUserData.class);
    }
}
