package openencoder.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cli.connect.Logins.Login;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class LoginsTest {

    @TempDir Path folder;

    @Test
    void a_login_is_kept_where_the_user_alone_reads_it() throws IOException {
        var logins = Logins.of(Map.of("XDG_CONFIG_HOME", folder.toString()), "/nowhere");
        assertThat(logins.read()).isEmpty();
        var login = new Login(URI.create("https://encoder.example.com"), "token");
        logins.write(login);
        assertThat(logins.read()).contains(login);
        assertThat(Files.getPosixFilePermissions(logins.file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(logins.forget()).isTrue();
        assertThat(logins.read()).isEmpty();
        assertThat(logins.forget()).isFalse();
    }

    @Test
    void without_a_setting_it_is_in_the_home_folder() {
        assertThat(Logins.of(Map.of(), folder.toString()).file())
                .isEqualTo(folder.resolve(".config/openencoder/login.json"));
    }
}
